"""Questions that a tool exports in several columns, combined in the form that Google Forms uses."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecosystem.collect.forms.shape import LIST_SEPARATOR, AnswerColumn, as_list
from ecosystem.text import fold

ROW_AND_ANSWER = " - "  # the header of each column in a matrix of check boxes is "Row - Answer"


@dataclass
class Part(AnswerColumn):
    """One column of a question; its header is the option or the row, "" if the column is the whole answer."""

    other: bool = False  # whether it holds text written under "Other"


def settle(question: str, parts: Sequence[Part], ticks: frozenset[str] = frozenset()) -> list[AnswerColumn]:
    """Return the columns of one question: a list in one cell, a grid ``Question [Row]``, or the answer and its "Other".

    Options whose cells repeat the option's own text (or hold one of ``ticks``) form one list; columns with the header
    "Row - Answer" whose cells repeat the answer form a grid with a list in each cell; all others form a grid.
    """
    whole = [part for part in parts if not part.header and not part.other]
    options = [part for part in parts if part.header and not part.other]
    others = [part for part in parts if part.other]
    can_fold = not any(LIST_SEPARATOR in text for part in parts for text in (part.header, *part.cells))
    if can_fold and len(whole) == 1 and not options and others:
        joined = _with_other(whole[0], others)
        return [AnswerColumn(question, joined)] if joined else _grid(question, parts)
    if can_fold and options and not whole:
        if _repeat_their_option(options, ticks):
            return [AnswerColumn(question, _list_cells(options, others))]
        if not others and _repeat_their_answer(options):
            return _grid_of_lists(question, options)
    return _grid(question, parts)


def _grid(question: str, parts: Sequence[Part]) -> list[AnswerColumn]:
    return [AnswerColumn(f"{question} [{part.header}]" if part.header else question, part.cells) for part in parts]


def _repeat_their_option(options: Sequence[Part], ticks: frozenset[str]) -> bool:
    """Return whether at least one option is ticked, and every tick is the option's own text."""
    filled = [(part, cell) for part in options for cell in part.filled]
    return bool(filled) and all(fold(cell) == fold(part.header) or cell in ticks for part, cell in filled)


def _list_cells(options: Sequence[Part], others: Sequence[Part]) -> list[str]:
    """Return one list per row; the word "Other" is replaced by the text written for it."""
    cells = []
    for row in range(len(options[0].cells)):
        written = [(part.header, part.cells[row]) for part in others if part.cells[row]]
        replaced = {fold(label) for label, _ in written}
        ticked = [part.header for part in options if part.cells[row] and fold(part.header) not in replaced]
        cells.append(as_list([*ticked, *(text for _, text in written)]))
    return cells


def _with_other(whole: Part, others: Sequence[Part]) -> list[str] | None:
    """Return the answers with "Other" replaced by its text; None if a row has both an answer and other text."""
    cells = list(whole.cells)
    for part in others:
        for row, text in enumerate(part.cells):
            if not text:
                continue
            answer = cells[row]
            if answer and fold(answer) != fold(part.header) and not answer.endswith(f",{part.header}"):
                return None
            cells[row] = answer.removesuffix(part.header) + text if answer.endswith(f",{part.header}") else text
    return cells


def _repeat_their_answer(options: Sequence[Part]) -> bool:
    filled = [(part, cell) for part in options for cell in part.filled]
    return bool(filled) and all(
        fold(part.header.rpartition(ROW_AND_ANSWER)[2]) == fold(cell) and ROW_AND_ANSWER in part.header
        for part, cell in filled
    )


def _grid_of_lists(question: str, options: Sequence[Part]) -> list[AnswerColumn]:
    rows: dict[str, list[Part]] = {}
    for part in options:
        rows.setdefault(part.header.rpartition(ROW_AND_ANSWER)[0] or part.header, []).append(part)
    return [
        AnswerColumn(
            f"{question} [{row}]",
            [as_list(filter(None, cells)) for cells in zip(*(p.cells for p in parts), strict=True)],
        )
        for row, parts in rows.items()
    ]
