"""Network Canvas: a zip of CSV files. File and column names from its documentation; the files are made here."""

import io
import zipfile

from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.sheet import Sheet
from tests.collect.formats.made import read_as, table

EGO = "networkCanvasEgoUUID,networkCanvasCaseID,email\ne1,City IT,jo@example.org\n"
PARTNERS = (
    "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,roles_data_user,roles_funder,org_type_ngo,org_type_firm\n"
    "1,e1,n1,Library,true,true,false,true\n"
    "2,e1,n2,Parks,false,false,,\n"
)
EDGES = (
    "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID\n"
    "1,1,2,e1,x1,n1,n2\n"
)
SECOND_EGO = "networkCanvasEgoUUID,networkCanvasCaseID\ne2,Museum\n"
SECOND_PARTNERS = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name\n1,e2,n9,Library\n"


def export(**texts: str) -> tuple[Sheet, ...]:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.csv", text)
    sheets = read_bytes("export.zip", stream.getvalue())
    assert sheets is not None
    return sheets


def test_respondents_name_the_partners_of_their_interview() -> None:
    sheets = export(c_1_ego=EGO, c_1_attributeList_Organization=PARTNERS, c_1_edgeList_Works=EDGES)
    egos, partners, named, among = translated(sheets)
    assert table(egos, "name") == [("City IT",)]
    assert table(partners, "name") == [("Library",), ("Parks",)]
    assert table(named, "source", "target", "relation", "directed") == [
        ("City IT", "Library", "names", "yes"),
        ("City IT", "Parks", "names", "yes"),
    ]
    assert table(among, "source", "target", "relation", "directed") == [("Library", "Parks", "Works", "no")]
    assert read_as(list(sheets)) == ["Read as an export of Network Canvas."]


def test_true_and_false_columns_of_one_variable_are_one_list_again() -> None:
    _, partners, _ = translated(export(c_1_ego=EGO, c_1_attributeList_Organization=PARTNERS))
    assert table(partners, "roles", "org_type") == [("data_user|funder", "firm"), ("", "")]
    assert "roles_funder" not in partners.frame.columns


def test_a_column_that_has_the_name_of_the_variable_is_never_written_over() -> None:
    text = "networkCanvasEgoUUID,networkCanvasUUID,name,roles,roles_user,roles_funder\ne1,n1,Library,host,true,false\n"
    _, partners, _ = translated(export(c_1_ego=EGO, c_1_attributeList_Organization=text))
    assert table(partners, "roles", "roles_user", "roles_funder") == [("host", "true", "false")]


def test_one_partner_in_two_interviews_is_two_entries_of_one_name() -> None:
    sheets = translated(
        export(
            a_1_ego=EGO,
            a_1_attributeList_Organization=PARTNERS,
            b_2_ego=SECOND_EGO,
            b_2_attributeList_Organization=SECOND_PARTNERS,
        )
    )
    listed = [name for sheet in sheets if sheet.name.startswith("organizations") for (name,) in table(sheet, "name")]
    assert sorted(listed) == ["City IT", "Library", "Library", "Museum", "Parks"]
    assert not any("organization_id" in sheet.frame.columns for sheet in sheets)
    ends = [pair for sheet in sheets if sheet.name.startswith("ties") for pair in table(sheet, "source", "target")]
    assert sorted(ends) == [("City IT", "Library"), ("City IT", "Parks"), ("Museum", "Library")]


def test_columns_about_the_person_who_answered_are_never_read() -> None:
    egos, _, _ = translated(export(c_1_ego=EGO, c_1_attributeList_Organization=PARTNERS))
    assert "jo@example.org" not in repr(egos.frame.to_dict())
    assert "about people, never read" in [issue.reason for issue in egos.issues]
