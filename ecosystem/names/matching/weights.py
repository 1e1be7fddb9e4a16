"""Weights of the reasons for and against a match of two names.

The weights are logits, set by hand on the pairs marked "tuning" in tests/names/matching/pairs.csv and checked on the
ROR names; benchmarks/names.py measures them. Names that agree word by word start from ``AGREE``; every reason adds to
or subtracts from the sum, and 1 / (1 + exp(-sum)) is the score.
"""

from typing import NamedTuple

DIFFERENT = "different"  # the verdict on names that look alike and certainly mean two organizations
AGREE = 3.5
UNSHARED = -2.5  # multiplied by the share of the names' weight that the other name lacks
WEIGHTS = {
    "same": 1.0,
    "earlier name": 6.0,
    "website": 3.5,
    "email": 2.5,
    "address": 2.0,
    "coordinates": 0.5,
    "named by": 0.3,
    "another city": -2.0,
    "city of one": -2.0,  # where the other is is not known
    "another website": -2.5,
    "another house": -2.8,
    "another level": -3.5,
    "another parent": -3.5,
    "front": -0.5,  # Heartland Alliance for Human Needs & Human Rights
    "beside initials": -1.6,  # CIAC at UMSL
    "one word beside home": -1.4,  # DataKind, DataKind DC
    "given short": 3.4,  # the initials are in brackets after the name itself
    "initials 5": 3.3,
    "initials 4": 2.6,
    "initials 3": 0.6,
    "initials 2": -0.4,
    "initials in small letters": -1.6,
    "initials of several": -1.5,
    "in brackets": 1.2,  # Northern Illinois University (Tech Bark)
    "short alone": -1.7,  # CDC may or may not be a community development corporation
    "pieces": 0.4,  # MassDOT
    "together": -0.2,
    "accents": -0.1,
    "abbreviation": -0.15,
    "ordinal": -0.1,
    "translation": -0.7,
    "partial initials": -0.5,
    "truncated": -0.6,
    "typo": -0.8,  # a known word misspelled
    "typo of a name": -2.4,  # Hamilton and Hampton are different places
    "typo of two letters": -1.6,  # of a known word
    "order": -0.2,
    "order of university": -1.9,  # Washington University, University of Washington
    "legal form": -0.1,
    "two legal forms": -1.4,  # a GmbH and an AG of one name are two companies, or one that changed
    "system": -0.2,  # The College at Brockport, SUNY
    "cut off": -1.5,  # the last word of a name is cut short
    "city in front": -0.3,
    "home": -0.4,
    "level": -1.6,
    "office": -1.2,
    "head": -1.7,
    "giver": -1.7,
    "filler": -1.3,
    "form": -0.9,
    "place": -1.8,
    "number": -2.2,
    "word": -2.2,
    "further word": -0.4,
    "word form": -1.2,  # environment, environmental
    "interchangeable": -1.9,
    "nothing its own": -1.5,  # only words that many names share
}


SURE = 0.85  # maximum score where one of these speaks against a match: a person must look
CONTRARY = ("another house", "another level", "another parent")


class Reason(NamedTuple):
    """One reason: the feature that has a weight, and the words for people.

    A reason that pairs two texts keeps both in ``one`` and ``other``, and its words as a template with these fields.
    """

    feature: str
    template: str
    against: bool = False  # the names differ where it matters
    part: bool = False  # one is a part of the other
    unsure: bool = False  # the names differ, but perhaps in writing only: ``perhaps_one`` tells
    one: str = ""
    other: str = ""

    @property
    def words(self) -> str:
        """The sentence that people read."""
        return self.template.format(one=self.one, other=self.other) if self.one or self.other else self.template

    @property
    def weight(self) -> float:
        """The logit that the reason adds; none where it decides by itself."""
        return 0.0 if self.against or self.part else WEIGHTS[self.feature]
