"""Choice of the column that says what kind of organization a row is, by its values, where several could."""

import re
from collections.abc import Collection, Mapping, Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.text import split_list

SECTOR, GOALS = "sector", "goals"
_HALF = 0.5
_GROUP = "group"  # of a drawn network: its values decide whether it says kinds of organizations
_SUFFIX = re.compile(r"_(?:code|name|label|desc|description|text|codigo)$")
_CODE = re.compile(r"[A-Z]{0,3}[-.]?\d{1,4}[A-Z]?|[A-Z]{1,2}")
_FEWEST = 2  # fields of work that make a lone column of sectors one of goals


def with_sector(
    sheet: Sheet, found: Mapping[str, str], keys: Mapping[str, str], names: Collection[str]
) -> dict[str, str]:
    """Return header -> our name, with the sector in the column whose values the list of sectors knows best.

    ``keys`` holds the comparable form of each header that may be read, ``names`` those of a sector's column. A field
    of work beside the sector becomes goals; a column of labels comes before the column of their codes.
    """
    named_so = [h for h, key in keys.items() if found.get(h) == SECTOR or _SUFFIX.sub("", key) in names]
    taken = {h for h, ours in found.items() if ours not in (SECTOR, GOALS)}
    named_so += [h for h, key in keys.items() if key == _GROUP and h not in found and _are_kinds(_different(sheet, h))]
    open_to = [h for h in dict.fromkeys((*named_so, *(h for h in found if found[h] == GOALS))) if h not in taken]
    values = {header: different for header in open_to if (different := _different(sheet, header))}
    candidates = list(values)
    if not candidates:
        return dict(found)
    sector = max(candidates, key=lambda h: _rank(h, values[h], found))
    if found.get(sector) == GOALS and _known("sectors", values[sector]) < _HALF:
        sector = next((h for h in candidates if found.get(h) == SECTOR), "")
    changed = {h: ours for h, ours in found.items() if h not in values}  # a column without values stays as headed
    if (
        sector
        and SECTOR not in changed.values()
        and not _is_field(values[sector], alone=len(candidates) == 1 and GOALS not in found.values())
    ):
        changed[sector] = SECTOR
    fields = [h for h in candidates if h not in changed] if GOALS not in changed.values() else []
    goals = next((h for h in fields if found.get(h) == GOALS), "") or max(
        (h for h in fields if _known(GOALS, values[h]) >= _HALF), key=lambda h: _known("goals", values[h]), default=""
    )
    return changed | ({goals: GOALS} if goals else {})


def _are_kinds(values: Sequence[str]) -> bool:
    """Return whether values of a group are kinds of organizations, as half of them are known as such."""
    return bool(values) and _known("sectors", values) >= _HALF


def _different(sheet: Sheet, header: str) -> list[str]:
    """Return the different values of a column, parts of lists apart."""
    return list(dict.fromkeys(part for cell in dict.fromkeys(sheet.frame[header]) for part in split_list(cell)))


def _rank(header: str, values: Sequence[str], found: Mapping[str, str]) -> tuple[float, bool, bool]:
    """Return how well a column says kinds of organizations: known share, labels before codes, as headed."""
    return _known("sectors", values), not all(map(_CODE.fullmatch, values)), found.get(header) == SECTOR


def _known(word_list: str, values: Sequence[str]) -> float:
    known = load_vocabulary(word_list)
    return sum(known.entry(value) is not None for value in values) / len(values)


def _is_field(values: Sequence[str], *, alone: bool = True) -> bool:
    """Return whether values are fields of work: half are known as goals, and fewer as kinds of organizations."""
    goals = _known(GOALS, values)
    return alone and len(values) >= _FEWEST and goals >= _HALF and goals > _known("sectors", values)
