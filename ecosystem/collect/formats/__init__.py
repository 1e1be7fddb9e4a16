"""Translation of network tools' formats into our own plain sheets, each format recognized by its own marks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from ecosystem.collect import limits
from ecosystem.collect.formats.archive import read_archive, toml_members
from ecosystem.collect.formats.edge_list import edge_list
from ecosystem.collect.formats.gephi import gephi
from ecosystem.collect.formats.gml import read_gml
from ecosystem.collect.formats.grants import grants
from ecosystem.collect.formats.graph_commons import graph_commons
from ecosystem.collect.formats.graph_xml import read_gexf, read_graphml
from ecosystem.collect.formats.json_file import read_json
from ecosystem.collect.formats.kumu import kumu
from ecosystem.collect.formats.matrix import matrix
from ecosystem.collect.formats.network_canvas import network_canvas
from ecosystem.collect.formats.node_link import node_link
from ecosystem.collect.formats.nodexl import nodexl
from ecosystem.collect.formats.ods import read_ods
from ecosystem.collect.formats.onodo import onodo
from ecosystem.collect.formats.open_referral import open_referral
from ecosystem.collect.formats.own_export import own_memberships, without_repeats
from ecosystem.collect.formats.pajek import read_pajek
from ecosystem.collect.formats.polinode import polinode_network, polinode_survey
from ecosystem.collect.formats.shape import Translation, Translator
from ecosystem.collect.formats.side_lists import is_never_used, left_aside
from ecosystem.collect.formats.two_mode import two_mode
from ecosystem.collect.formats.vna import read_vna, vna
from ecosystem.collect.forms.repeats import is_joined
from ecosystem.collect.frames import distinct
from ecosystem.collect.instruments import Instrument, recognise, shipped_instruments
from ecosystem.collect.issues import issue
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import GOOGLE, GRAPH, JSON, WORKBOOK, Sheet
from ecosystem.collect.xlsx.workbook import read_workbook

__all__ = ["ENDINGS", "FORMATS", "Translation", "Translator", "read_bytes", "toml_members", "translated"]

# A format with more distinctive marks comes before one with fewer.
FORMATS: tuple[Translator, ...] = (
    own_memberships,
    *(network_canvas, vna, polinode_survey, node_link, nodexl, onodo, polinode_network, graph_commons, kumu, gephi),
    *(open_referral, grants, matrix, edge_list, two_mode),
)
DOCUMENTS = (
    WORKBOOK,
    GOOGLE,
    JSON,
    GRAPH,
)  # kinds whose sheets one tool wrote together; files of a zip may be anyone's
_READERS = {
    **{".ods": read_ods, ".json": read_json, ".cyjs": read_json, ".prsm": read_json, ".vna": read_vna},
    **{".graphml": read_graphml, ".gexf": read_gexf, ".gml": read_gml, ".net": read_pajek, ".paj": read_pajek},
}
_IN_ZIP = {".xlsx": read_workbook, ".xlsm": read_workbook, **_READERS}
ENDINGS = (*_READERS, ".zip")


@limits.one_source()
def read_bytes(name: str, data: bytes) -> tuple[Sheet, ...] | None:
    """Return the sheets of a file with one of the ``ENDINGS``; None for any other ending.

    Raises SourceError if the bytes do not match the ending or are too large to read.
    """
    ending = PurePath(name).suffix.lower()
    if ending == ".zip":
        return read_archive(data, name, _IN_ZIP)
    read = _READERS.get(ending)
    return None if read is None else read(data, name)


def translated(
    sheets: Sequence[Sheet], instruments: Iterable[Instrument] = (), recipe: Recipe | None = None
) -> tuple[Sheet, ...]:
    """Return the sheets, with those of a network tool's format replaced by our own plain sheets.

    Sheets are grouped by document, separate CSV files as one group. Answers to a questionnaire, shipped or among
    ``instruments``, are returned unchanged, and so are sheets whose columns ``recipe`` lists.
    """
    known = (*instruments, *shipped_instruments())
    sheets = without_repeats(sheets)
    documents: dict[str, list[int]] = {}
    for place, sheet in enumerate(sheets):
        decided = bool(sheet.repeats or sheet.aside) or is_joined(sheet) or (recipe is not None and recipe.is_of(sheet))
        if not decided and recognise(list(sheet.frame.columns), known) is None:
            documents.setdefault(sheet.origin.document if sheet.origin.part else "", []).append(place)
    instead: dict[int, tuple[Sheet, ...]] = {}
    for places in documents.values():
        instead |= _translate(sheets, places)
    taken = [sheet.name for place, sheet in enumerate(sheets) if place not in instead]
    names = iter(distinct([*taken, *(new.name for place in sorted(instead) for new in instead[place])])[len(taken) :])
    return tuple(
        part
        for place, sheet in enumerate(sheets)
        for part in ([replace(new, name=next(names)) for new in instead[place]] if place in instead else [sheet])
    )


def _translate(sheets: Sequence[Sheet], places: Sequence[int]) -> dict[int, tuple[Sheet, ...]]:
    """Return position -> the sheets that replace the sheet there; none if another position holds them."""
    instead: dict[int, tuple[Sheet, ...]] = {}
    fills = ""  # the format of the whole document
    for translate in FORMATS:
        unused = [place for place in places if place not in instead]
        while found := translate([sheets[place] for place in unused]):
            used = [place for place in unused if sheets[place].source in found.used]
            instead |= dict.fromkeys(used, ())
            instead[used[0]] = _told(found)
            unused = [place for place in unused if place not in used]
            fills = fills or (found.format if found.whole else "")
    if fills:
        network = [sheet for replaced in instead.values() for sheet in replaced]
        one_tool = sheets[places[0]].origin.kind in DOCUMENTS
        left = [place for place in places if place not in instead and (one_tool or is_never_used(sheets[place]))]
        instead |= {place: (sheet,) for place in left if (sheet := left_aside(sheets[place], network, fills))}
    return instead


def _told(translation: Translation) -> tuple[Sheet, ...]:
    """Return the translation's sheets; an issue on the first names the format."""
    if not translation.format:
        return translation.sheets
    first, *rest = translation.sheets
    doubt = issue("foreign format", source=first.source, format=translation.format)
    return (replace(first, issues=(doubt, *first.issues)), *rest)
