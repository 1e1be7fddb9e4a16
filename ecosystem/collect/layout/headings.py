"""Headings between the rows of a table: "GOVERNMENT AGENCIES", "Nonprofits:", "Section 2: Schools".

A heading is the only filled cell of its row, and full rows stand below it. Whether such a cell is a heading or an
organization of which only the name is known is told by how it is written and by the other cells of that kind; where
that is not certain, the row stays and a doubt asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pandas as pd

from ecosystem.collect.forms.shape import rows_of
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.schema import SPECS
from ecosystem.text import fold

_MOST_WORDS = 8
_NAMES = frozenset({"name", "organization", "organisation", "organization name", "organisation name"})
_SECTORS = frozenset(fold(name) for name in ("sector", *SPECS["organizations"].only("sector")[0].aka))
_NUMBERED = re.compile(
    r"(?:(?:section|part|group|category|tier|chapter|abschnitt|teil|gruppe|secci[óo]n|parte|grupo|categor[íi]a|partie)\s+"
    r"(?:\d+|[ivx]+|[a-z])|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)])\s*[:.)–—-]*\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SURELY_NUMBERED = re.compile(
    r"(?:section|part|group|category|tier|chapter|abschnitt|teil|gruppe|secci[óo]n|parte|grupo|categor[íi]a|partie)\s+"
    r"(?:\d+|[ivx]+|[a-z])\s*(?:[:.)–—]|\s-\s).*",
    re.IGNORECASE,
)
_SIGNS = "-–—=*#~_>•▪■●◆►▶"
_DECORATED = re.compile(rf"(?P<sign>[{_SIGNS}])(?P=sign)+\s*\w.*\w\s*(?P=sign){{2,}}")
_BULLETED = re.compile(rf"[{_SIGNS}]+\s*\w.*")
_COUNTED = re.compile(r"\s*[(\[]\s*(?:n\s*=\s*)?\d+\s*[)\]]\W*$")
_MANY = frozenset(  # plurals that name a kind and not one of it; an organization may hold them among other words
    {
        *("agencies", "departments", "nonprofits", "organizations", "organisations", "businesses", "companies"),
        *("partners", "members", "funders", "foundations", "schools", "universities", "colleges", "libraries"),
        *("institutions", "groups", "associations", "providers", "churches", "hospitals", "clinics", "governments"),
        *("offices", "authorities", "charities", "coalitions", "networks", "vendors", "donors", "grantees", "startups"),
        *("utilities", "museums", "ngos", "cbos", "congregations", "corporations", "employers", "intermediaries"),
        *("organizaciones", "agencias", "socios", "escuelas", "universidades", "empresas", "fundaciones", "grupos"),
        *("bibliotecas", "iglesias", "gobiernos", "departamentos", "asociaciones", "instituciones"),
        *("behörden", "vereine", "stiftungen", "schulen", "unternehmen", "organisationen", "kirchen", "ämter"),
        *("associations", "entreprises", "écoles", "fondations", "organismes", "églises", "universités", "partenaires"),
    }
)
_KINDS = frozenset(  # words of which a heading may consist beside the plurals
    {
        *("government", "governmental", "public", "private", "nonprofit", "profit", "sector", "sectors", "community"),
        *("civic", "local", "city", "county", "state", "federal", "regional", "national", "municipal", "tribal"),
        *("international", "academic", "academia", "education", "educational", "higher", "health", "healthcare"),
        *("housing", "food", "arts", "culture", "cultural", "media", "business", "philanthropy", "philanthropic"),
        *("philanthropies", "faith", "religious", "technology", "tech", "data", "social", "human", "youth", "other"),
        *(
            "others",
            "miscellaneous",
            "services",
            "service",
            "and",
            "or",
            "of",
            "the",
            "in",
            "for",
            "non",
            "not",
            "based",
        ),
        *("key", "core", "new", "current", "former", "potential", "active", "inactive", "external", "internal", "our"),
        *("north", "south", "east", "west", "central", "downtown", "side", "area", "region", "district", "citywide"),
        *("gobierno", "público", "privado", "comunitarias", "sin", "fines", "de", "lucro", "y", "otros", "otras"),
        *("salud", "educación", "öffentliche", "und", "private", "sonstige", "et", "publiques", "privées", "autres"),
        *("&", "org", "orgs", "advocacy", "research", "environment", "environmental", "economic", "development"),
        *("transportation", "legal", "justice", "labor", "unions", "workforce", "neighborhood", "residents", "seniors"),
    }
)


@dataclass
class _Lone:
    """A row with one filled cell: where it stands, and what speaks for a heading."""

    place: int
    column: int
    text: str
    sure: bool
    capital: bool
    generic: bool
    sector: bool


def without_headings(sheet: Sheet) -> Sheet:
    """Return the sheet without the headings between its rows, with an issue for each and for each row that may be one.

    Where every heading names a sector, and no column does, the rows below are given it.
    """
    found = list(_headings(sheet))
    headings = {each.row for each in found if each.kind == "set aside"}
    if not headings:
        return replace(sheet, issues=(*sheet.issues, *found)) if found else sheet
    texts = [next((cell for cell in cells if cell), "") for cells in rows_of(sheet.frame)]
    sectors = {
        row: _sector(_said(text))
        for row, text in zip(sheet.frame.index.tolist(), texts, strict=True)
        if row in headings
    }
    heads = set(map(fold, sheet.frame.columns))
    frame = sheet.frame
    if all(sectors.values()) and heads & _NAMES and not heads & _SECTORS:
        found = [
            issue("section row", "sector", source=sheet.source, row=each.row, sector=sectors[each.row])
            if each.row in headings
            else each
            for each in found
        ]
        frame = frame.assign(sector=pd.Series(_below_each(frame.index.tolist(), sectors), frame.index, dtype="str"))
        frame.columns = pd.Index([*sheet.frame.columns, "sector"], dtype="str")
    return replace(sheet, frame=frame[~frame.index.isin(headings)], issues=(*sheet.issues, *found))


def _below_each(rows: Sequence[int], sectors: Mapping[int, str]) -> list[str]:
    """Return for each row the sector of the heading above it; empty above the first."""
    last, below = "", []
    for row in rows:
        last = sectors.get(row, last)
        below.append(last)
    return below


def _headings(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each heading between the rows, and a doubt for each row that may be one."""
    rows = rows_of(sheet.frame)
    numbers = sheet.frame.index.tolist()
    counts = [sum(map(bool, cells)) for cells in rows]
    if len(sheet.frame.columns) < 2:
        yield from _in_a_single_column(sheet)
        return
    full = sum(count > 1 for count in counts)
    if not full or full == len(rows):
        return
    lone = [_lone(sheet, place, cells) for place, cells in enumerate(rows) if counts[place] == 1]
    named = _named_in_full_rows(sheet, rows, counts, {each.column for each in lone})
    lone = [each for each in lone if fold(each.text) not in named[each.column]]
    above = [each for each in lone if _stands_above(each.place, counts)]
    by_shape = _tell_by_shape(above, lone, rows, counts)
    several = sum(each.generic or each.sector for each in above) > 1
    for each in above:
        row = numbers[each.place]
        kind = each.generic or each.sector
        told = (kind and (several or each.capital)) or (by_shape and each.capital)
        if each.sure or (told and 2 * full >= len(rows)):
            yield issue("section row", source=sheet.source, row=row)
        elif 2 * full >= len(rows) and (each.generic or (each.capital and not _is_short(each.text))):
            yield issue("looks like a heading", source=sheet.source, row=row)


def _in_a_single_column(sheet: Sheet) -> Iterator[Issue]:
    for row, text in zip(sheet.frame.index.tolist(), chain.from_iterable(rows_of(sheet.frame)), strict=False):
        if _ends_as_heading(text) or _DECORATED.fullmatch(text):
            yield issue("section row", source=sheet.source, row=row)


def _ends_as_heading(text: str) -> bool:
    return text.rstrip().endswith(":") and len(text.split()) <= _MOST_WORDS


def _lone(sheet: Sheet, place: int, cells: Sequence[str]) -> _Lone:
    """Return the only filled cell of a row with how it is written."""
    column = next(i for i, cell in enumerate(cells) if cell)
    text = cells[column]
    numbered = _NUMBERED.fullmatch(text)
    said = _said(text)
    words = fold(said).split()
    many = bool(_MANY & set(words)) or words[-1:] in (["sector"], ["other"], ["others"], ["otros"], ["otras"])
    kinds = all(word in _MANY or word in _KINDS for word in words)
    generic = bool(words) and many and kinds
    sector = bool(_sector(said))
    capital = said.upper() == said and any(map(str.isalpha, said)) and said.lower() != said
    return _Lone(
        place,
        column,
        text,
        int(sheet.frame.index[place]) in sheet.banners
        or _ends_as_heading(text)
        or bool(_DECORATED.fullmatch(text) or _SURELY_NUMBERED.fullmatch(text))
        or (bool(numbered or _BULLETED.fullmatch(text)) and (generic or sector))
        or (sector and said[-1:] in "sS" and generic)
        or (capital and len(words) > 1 and words[-1] in _MANY),
        capital and not _is_short(said),
        generic,
        sector,
    )


def _said(text: str) -> str:
    """Return what a heading says, without its number, its signs and a count: "A. Schools (12):" says Schools."""
    numbered = _NUMBERED.fullmatch(text)
    bare = (numbered["rest"] if numbered and numbered["rest"] else text).strip(f"{_SIGNS}:. ")
    return _COUNTED.sub("", bare).strip(f"{_SIGNS}:. ")


def _sector(text: str) -> str:
    """Return the sector that a heading names, in singular or plural; "" if it names none."""
    sectors = load_vocabulary("sectors")
    word = fold(text)
    ways = (word, word.removesuffix("s"), re.sub("ies$", "y", word))
    return next(filter(None, map(sectors.match, filter(None, ways))), "")


def _sector_of_group(text: str) -> str:
    """Return the sector of a heading such as "Government partners"; "" if it names none."""
    first, _, last = fold(text).rpartition(" ")
    return _sector(text) or (_sector(first) if last in _MANY else "")


def _is_short(text: str) -> bool:
    """Return whether a text in capitals may be an acronym: "NAACP", "YMCA"."""
    return len(text.split()) == 1 and len(text) <= 6


def _named_in_full_rows(
    sheet: Sheet, rows: list[list[str]], counts: list[int], columns: set[int]
) -> dict[int, set[str]]:
    """Return the texts of each column that stand in full rows or as a header: these are organizations."""
    heads = {fold(header) for header in sheet.frame.columns}
    return {
        column: heads | {fold(cells[column]) for cells, count in zip(rows, counts, strict=True) if count > 1}
        for column in columns
    }


def _stands_above(place: int, counts: list[int]) -> bool:
    """Return whether a full row follows, at once or below one more heading."""
    return any(count > 1 for count in counts[place + 1 : place + 3])


def _tell_by_shape(above: list[_Lone], lone: list[_Lone], rows: list[list[str]], counts: list[int]) -> bool:
    """Return whether the lone cells in capitals are headings: the table begins with one, and no name is written so."""
    capital = [each for each in above if each.capital]
    if len(capital) < 2 or len(capital) < len(lone) or capital[0].place != 0:
        return False
    column = capital[0].column
    full = [cells[column] for cells, count in zip(rows, counts, strict=True) if count > 1 and cells[column]]
    return 10 * sum(text.upper() == text and not _is_short(text) for text in full) <= len(full)
