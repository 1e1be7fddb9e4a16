"""Words that say whether ties have a direction, in the cells of an export and in the names of files and sheets."""

import re
from pathlib import PurePath

from ecosystem.collect.sheet import SheetOrigin
from ecosystem.text import fold

# Gephi writes the type of an edge in the language of its user: French, Spanish and Portuguese negate it by a word.
_ORIENTED = (
    *("orienté", "oriente", "orientée", "orientee", "dirigé", "dirige", "dirigée", "dirigee"),
    *("dirigido", "dirigida", "orientado", "orientada", "direcionado", "direcionada", "direccionado", "direccionada"),
)
_NEGATED = frozenset(f"{no} {word}" for no in ("non", "no", "não", "nao") for word in _ORIENTED)
_ONE_WAY = ("one way", "unidirectional", "unidireccional", "einseitig")
_BOTH_WAYS = ("two way", "both ways", "both directions", "reciprocal", "bidireccional", "mutuo", "mutua", "beidseitig")
DIRECTED = frozenset({"directed", "gerichtet", *_ORIENTED, *_ONE_WAY})
UNDIRECTED = _NEGATED | {"undirected", "mutual", "bidirectional", "ungerichtet", "nicht gerichtet", *_BOTH_WAYS}
# In a name, "mutual" may be mutual aid, "two way" a road, and "oriente" the east.
_NAMED = UNDIRECTED - {"mutual", *_BOTH_WAYS}
_UNDIRECTED_NAME = re.compile(rf"\b({'|'.join(sorted(_NAMED))})(e[ns]?|s)?\b")
_DIRECTED_NAME = re.compile(r"\b(directed|gerichtet(e[ns]?)?|dirigid[oa]s?)\b")


def direction_in_name(origin: SheetOrigin) -> bool | None:
    """Return whether the name of a file or sheet says that its ties have a direction; None if it says nothing.

    >>> direction_in_name(SheetOrigin("ties_undirected.csv")), direction_in_name(SheetOrigin("mutual aid.csv"))
    (False, None)
    """
    said = fold(f"{PurePath(origin.document).stem} {origin.part}".replace("un-", "un"))
    if _UNDIRECTED_NAME.search(said):
        return False
    return True if _DIRECTED_NAME.search(said) else None
