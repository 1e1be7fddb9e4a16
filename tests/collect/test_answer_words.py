"""Words for yes, no, nobody and nothing: one list for all readers, in English and Spanish."""

import pytest

from ecosystem.collect.answer_words import NEVER, NO, NOTHING, TICKED, YES, names_nobody
from ecosystem.collect.formats.pairs import is_none, strength
from ecosystem.collect.formats.shape import yes_or_no
from ecosystem.collect.values import flag
from ecosystem.columns.question_words import scale_of
from ecosystem.text import fold


def test_words_are_written_as_they_are_compared_and_no_word_says_two_things() -> None:
    assert all(fold(word) == word for word in YES | NO | NOTHING | NEVER)
    assert not YES & NO and not (YES | TICKED) & (NO | NOTHING | NEVER)


@pytest.mark.parametrize("word", sorted(YES))
def test_every_reader_knows_a_yes(word: str) -> None:
    assert (flag(word), yes_or_no(word), strength(word), is_none(word)) == (True, "yes", "", False)


@pytest.mark.parametrize("word", sorted(NO))
def test_every_reader_knows_a_no(word: str) -> None:
    assert (flag(word), yes_or_no(word), is_none(word)) == (False, "no", True)


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_nothing_is_no_name_and_no_tie(word: str) -> None:
    assert names_nobody(word.title()) and is_none(word)


@pytest.mark.parametrize("word", sorted(NEVER))
def test_never_is_no_tie_and_may_be_a_name(word: str) -> None:
    assert is_none(word) and not names_nobody(word)
    assert scale_of(["1", "2", word]) == (("1", "2"), (word,))
