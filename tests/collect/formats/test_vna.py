"""VNA: sections of a text file. Layout from Gephi's importer; quotation marks are recalled; the files are made here."""

import pytest

from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError
from tests.collect.formats.made import issues, table

NODES = '*Node data\nID sector "staff size"\n"City IT" gov 12\n311 "call centre" 3\n'


def read(text: str) -> tuple[Sheet, ...]:
    sheets = read_bytes("net.vna", text.encode())
    assert sheets is not None
    return translated(sheets)


def test_each_column_of_the_tie_data_is_a_relation_and_zero_is_no_tie() -> None:
    organizations, ties = read(NODES + '*Tie data\nFROM TO funds advises\n"City IT" 311 2 0\n311 "City IT" 0 1\n')
    assert table(organizations, "organization_id", "name", "sector", "staff size") == [
        ("City IT", "City IT", "gov", "12"),
        ("311", "311", "call centre", "3"),
    ]
    assert table(ties, "source_id", "target_id", "relation", "directed", "strength") == [
        ("City IT", "311", "funds", "yes", "2"),
        ("311", "City IT", "advises", "yes", "1"),
    ]
    assert (organizations.frame.index.tolist(), ties.frame.index.tolist()) == ([3, 4], [7, 8])


def test_a_relation_written_once_each_way_has_no_direction() -> None:
    [ties] = read("*Tie data\nFROM TO works advises\nA B 1 1\nB A 1 0\n")
    assert table(ties, "source", "target", "relation", "directed") == [
        ("A", "B", "works", "no"),
        ("A", "B", "advises", "yes"),
    ]


def test_ties_without_a_relation_or_with_a_strength_only_have_no_relation() -> None:
    [bare] = read("*tie data\nfrom to\nA B\n")
    [strong] = read("*Tie data\nfrom,to,strength\nA,B,3\n")
    assert table(bare, "source", "target", "relation", "strength") == [("A", "B", "", "")]
    assert table(strong, "source", "target", "relation", "strength") == [("A", "B", "", "3")]


def test_a_label_is_the_name_and_the_id_stays_the_id() -> None:
    organizations, ties = read("*Node data\nID name\n1 Library\n*Tie data\nFROM TO\n1 2\n")
    assert table(organizations, "organization_id", "name") == [("1", "Library")]
    assert table(ties, "source_id", "source", "target_id", "target") == [("1", "", "", "2")]


def test_other_sections_and_stray_lines_are_set_aside_by_line() -> None:
    sheets = read("made by NetDraw\n*Node properties\nID x y\nA 1 2\n" + NODES)
    aside = [(issue.row, issue.reason) for issue in issues(sheets) if issue.kind == "set aside"]
    assert aside == [(1, "before the first section"), (3, "section not read")]


def test_a_text_without_nodes_or_ties_is_refused() -> None:
    with pytest.raises(SourceError, match="no section"):
        read_bytes("net.vna", b"name,sector\nA,x\n")
