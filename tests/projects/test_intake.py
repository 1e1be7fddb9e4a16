"""What a project keeps of a file says nothing about people, and reads as the file that was given."""

import io
import json
import random
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError
from ecosystem.projects.contacts import Contact
from ecosystem.projects.intake import split_off
from ecosystem.projects.private_cells import PrivateCells
from ecosystem.tables.assemble import assemble

pytestmark = pytest.mark.usefixtures("file")  # no test here uses a database
REMOVALS = ("e-mail removed", "phone removed", "name removed")
ROWS = [
    ["name", "city", "Contact", "E-mail", "Phone", "description"],
    ["Garden Club", "Riverton", "Persona Zweig", "pz@example.org", "412-555-0147", "Ask Persona Zweig"],
    ["Bike Shop", "Riverton", "Ana Muster", "", "", "Mends; friends of Persona Zweig, call 412-555-0163"],
    ["Persona Zweig Fund", "Riverton", "", "", "", "info@fund.example"],
]
SECRETS = ("Persona Zweig,", "Persona Zweig;", "Muster", "example", "555")


def csv_file(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    return "\r\n".join([*lines, ""]).encode(encoding)


def workbook(rows: list[list[str]]) -> bytes:
    """A workbook whose every part that can name a person does."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"author": "Ana Muster", "comments": "by pz@example.org"})
    book.define_name("Muster", "=Organizations!$A$1")
    sheet, hidden = book.add_worksheet("Organizations"), book.add_worksheet("Old")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row, None)
    sheet.write_comment("A2", "Muster says 412-555-0147", {"author": "Ana Muster"})
    sheet.write_url(1, 3, "mailto:pz@example.org", string="pz@example.org")
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["Ana Muster", "Persona Zweig,"]})
    sheet.set_header("&CAna Muster")
    hidden.write(0, 0, "Ana Muster")
    hidden.hide()
    book.close()
    return made.getvalue()


def spreadsheet(rows: list[list[str]]) -> bytes:
    """An OpenDocument spreadsheet with a comment and an author."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    note = "<office:annotation><text:p>Ana Muster</text:p></office:annotation>"
    cell = f"<table:table-cell>{note}<text:p>{{}}</text:p></table:table-cell>"
    lines = ("".join(cell.format(escape(text)) for text in row) for row in rows)
    cells = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    body = f'<office:body><office:spreadsheet><table:table table:name="Organizations">{cells}</table:table>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("meta.xml", "<creator>Ana Muster</creator>")
        content = (
            f"<office:document-content {spaces}>{body}</office:spreadsheet></office:body></office:document-content>"
        )
        archive.writestr("content.xml", content)
    return made.getvalue()


def blueprint(rows: list[list[str]]) -> bytes:
    head = ["label", *rows[0][1:]]
    return json.dumps({"elements": [dict(zip(head, row, strict=True)) | {"x": 1.50} for row in rows[1:]]}).encode()


def graphml(rows: list[list[str]]) -> bytes:
    keys = "".join(f'<key id="d{n}" for="node" attr.name="{h}" attr.type="string"/>' for n, h in enumerate(rows[0]))
    fields = ("".join(f'<data key="d{n}">{escape(c)}</data>' for n, c in enumerate(row)) for row in rows[1:])
    nodes = "".join(f'<node id="n{at}">{data}</node>' for at, data in enumerate(fields))
    edge = '<edge source="n0" target="n1"/>'
    made = f'<?xml version="1.0"?><!-- Ana Muster --><graphml xmlns="urn:g">{keys}<graph edgedefault="directed">'
    return f"{made}{nodes}{edge}</graph></graphml>".encode()


def gml(rows: list[list[str]]) -> bytes:
    heads = ["label", "city", "Contact", "Email", "Phone", "description"]
    nodes = [
        f"node [ id {at} " + " ".join(f'{h} "{c}"' for h, c in zip(heads, row, strict=True)) + " ]"
        for at, row in enumerate(rows[1:])
    ]
    return 'Creator "Ana Muster"\ngraph [ directed 1\n{}\nedge [ source 0 target 1 ] ]'.format(
        "\n".join(nodes)
    ).encode()


def archive(rows: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("list/organizations.csv", csv_file(rows))
        packed.writestr("notes of Ana.docx", "Ana Muster")
    return made.getvalue()


FILES = {
    "list.csv": csv_file(ROWS),
    "semicolons.csv": csv_file([[cell.replace(";", ",") for cell in row] for row in ROWS], ";", "utf-16"),
    "windows.tsv": csv_file([[*row[:5], f"é {row[5]}"] for row in ROWS], "\t", "cp1252"),
    "book.xlsx": workbook(ROWS),
    "sheet.ods": spreadsheet(ROWS),
    "kumu.json": blueprint(ROWS),
    "net.graphml": graphml(ROWS),
    "net.gml": gml(ROWS),
    "all.zip": archive(ROWS),
}


def words(name: str, content: bytes) -> str:
    """All text of a file, of each member of a packed one, in whatever encoding."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(words(each, packed.read(each)) for each in packed.namelist()) + " ".join(packed.namelist())
    return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1")


def tables(files: Mapping[str, bytes], setup: str = "") -> dict[str, list[list[object]]]:
    made = assemble(open_upload(sorted(files.items())), load_recipe(setup) if setup else None)
    told = made.table("issues")
    kept = made.tables | {"issues": told[~told["reason"].isin(REMOVALS)].drop(columns="issue_id")}
    return {name: table.astype("str").to_numpy().tolist() for name, table in kept.items()}


@pytest.mark.parametrize("name", FILES)
def test_nothing_about_people_stays_in_any_part_of_a_file_which_reads_the_same(name: str) -> None:
    given = {name: FILES[name]}
    taken = split_off(given)
    text = words(name, taken.files[name])
    assert not [secret for secret in SECRETS if secret in text]
    assert text.count("Persona Zweig") == text.count("Persona Zweig Fund") > 0
    assert tables(taken.files) == tables(given)
    assert split_off(taken.files).files == taken.files


@pytest.mark.parametrize("name", FILES)
def test_whom_a_row_names_becomes_a_contact_of_its_organization(name: str) -> None:
    found = split_off({name: FILES[name]}).contacts
    assert found[0][1:4] == ("Persona Zweig", "pz@example.org", "412-555-0147")
    assert {each.email for each in found} >= {"pz@example.org", "info@fund.example"}
    if name.endswith((".csv", ".xlsx", ".ods", ".zip")):
        assert [each.organization for each in found] == ["Garden Club", "Bike Shop", "Persona Zweig Fund"]


def test_answers_of_a_person_who_gave_two_names_and_a_language_become_one_contact() -> None:
    text = (
        "Timestamp,Organization,City,First name,Last name,Your email,Language,Who do you work with?\n"
        "2026-01-02,Garden Club,Riverton,Persona,Zweig,pz@example.org,Spanish,Bike Shop"
    )
    taken = split_off({"form.csv": text.encode()})
    assert taken.contacts[0][1:] == ("Persona Zweig", "pz@example.org", "", "Spanish")
    assert (
        b"Garden Club,Riverton,[name removed],[name removed],[e-mail removed],Spanish,Bike Shop"
        in taken.files["form.csv"]
    )


def test_a_column_that_the_setup_declares_to_hold_organizations_is_not_split_off() -> None:
    text = b"Contact,E-mail\nBike Shop,bs@example.org\n"
    setup = 'recipe = 1\n[[sheet]]\nname = "a"\nkind = "organizations"\n'
    setup += '[[sheet.column]]\nheader = "Contact"\nbecomes = "name"\n'
    assert b"Bike Shop,[e-mail removed]" in split_off({"a.csv": text}, load_recipe(setup)).files["a.csv"]
    assert b"[name removed],[e-mail removed]" in split_off({"a.csv": text}).files["a.csv"]


def test_what_was_split_off_is_told_by_column_and_never_by_name() -> None:
    told = split_off({"list.csv": FILES["list.csv"]}).told
    assert told == ("list.csv: columns about people were split off when the file was added: Contact, E-mail, Phone.",)


def test_a_file_that_cannot_be_read_is_refused_as_its_reader_refuses_it() -> None:
    for name, content in {"a.csv": b"", "b.xlsx": b"PK", "c.png": b"\x89PNG", "d.json": b"{", "e.zip": b"PK"}.items():
        with pytest.raises(SourceError) as refused:
            split_off({name: content})
        with pytest.raises(SourceError) as read:
            open_upload([(name, content)])
        assert str(refused.value) == str(read.value)


def test_a_text_file_without_people_keeps_its_bytes_and_a_file_name_loses_an_address() -> None:
    content = 'sep=;\r\nname;city\r\n"Bike ""Shop""";\'=1+1\r\n\r\nZoo;\n'.encode("utf-8-sig")
    assert split_off({"of pz@example.org.csv": content}).files == {"of [e-mail removed].csv": content}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_name_or_address_put_into_any_cell_of_a_random_table_is_kept(seed: int, ending: str) -> None:
    luck = random.Random(seed)
    people = [f"{luck.choice(['Nadia', 'Otto', 'Pia'])} {first}berger" for first in ("Quin", "Ross", "Stein")]
    secret = [*people, "qr@example.org", "(412) 555-0119", "+49 30 1234567"]
    said = ["harvests with {}", "{}", "{}; Zoo", "call {} on Monday", "see {}, please", "parks"]
    rows = [["Organization", "City", "Contact person", "description", "goals", "E-mail"]]
    rows += [
        [
            f"Club {number}",
            "Riverton",
            people[number % 3],
            luck.choice(said).format(luck.choice(secret)),
            luck.choice(said).format(luck.choice(secret)),
            luck.choice(["", "qr@example.org"]),
        ]
        for number in range(12)
    ]
    luck.shuffle(rows[0][3:])
    given = {f"list.{ending}": csv_file(rows) if ending == "csv" else workbook(rows)}
    taken = split_off(given)
    text = words("", taken.files[f"list.{ending}"]).lower()
    assert not [each for each in secret if each.lower() in text or each.split()[-1].lower() in text]
    assert tables(taken.files) == tables(given)


def test_the_contacts_of_other_files_are_not_named_in_a_new_one() -> None:
    taken = split_off({"ties.csv": b"source,target,notes\nZoo,Park,Persona Zweig knows"}, people=["Persona Zweig"])
    assert taken.files == {"ties.csv": b"source,target,notes\nZoo,Park,[name removed] knows"}
    assert taken.contacts == ()
    assert Contact._fields == ("organization", "person", "email", "phone", "language")


def test_of_two_lists_in_one_file_only_the_one_of_people_loses_its_names() -> None:
    organizations = [{"name": "City IT", "sector": "Government"}, {"name": "Food Bank", "sector": "Nonprofit"}]
    people = [{"name": "Ana Muster", "organization": "City IT", "email": "am@example.org"}]
    given = json.dumps({"organizations": organizations, "people": people}).encode()
    kept = json.loads(split_off({"a.json": given}).files["a.json"])
    assert kept["organizations"] == organizations
    assert kept["people"] == [{"name": "[name removed]", "organization": "City IT", "email": "[e-mail removed]"}]


@pytest.mark.parametrize("header", ["Name", "Organization"])
def test_of_two_tables_in_one_sheet_only_the_one_of_people_loses_its_names(header: str) -> None:
    table = f"{header},Sector,Notes\nCity IT,Government,Yes\nFood Bank,Nonprofit,fine\n\n\n"
    taken = split_off({"a.csv": f"{table}Name,Organization,Email\nAna Muster,City IT,am@example.org\n".encode()})
    assert taken.files["a.csv"].decode() == f"{table}Name,Organization,Email\n[name removed],City IT,[e-mail removed]\n"
    assert [each.person for each in taken.contacts] == ["Ana Muster"]


def test_a_sentence_of_a_column_of_text_stays_with_marks_in_place_of_whom_it_names() -> None:
    rows = [
        "Organization,Contact person,What would help?",
        "Hub,Ana Muster,A van",
        "Port,n/a,Ask Ana Muster or am@x.org",
    ]
    taken = split_off({"a.csv": "\n".join(rows).encode()})
    assert taken.files["a.csv"].splitlines()[1:] == [
        b"Hub,[name removed],A van",
        b"Port,[name removed],Ask [name removed] or [e-mail removed]",
    ]
    assert [each.person for each in taken.contacts] == ["Ana Muster", ""]


@pytest.mark.parametrize("name", ["list.csv", "book.xlsx", "sheet.ods", "all.zip"])
def test_a_file_in_which_something_about_people_would_stay_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrivateCells, "cell", lambda _self, _source, _row, _position, text: text)
    with pytest.raises(SourceError, match="could not be split off"):
        split_off({name: FILES[name]})


def test_merged_cells_numbers_and_formats_of_a_workbook_are_written_as_they_were() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, zip_code = book.add_worksheet("Organizations"), book.add_format({"num_format": "00000"})
    sheet.write_row(0, 0, ["name", "zip", "founded", "Contact"])
    sheet.merge_range("A2:A3", "Port")
    sheet.write_number("B2", 2139, zip_code)
    sheet.write_row(1, 2, [1987, "Ana Muster"])
    sheet.write_row(2, 1, [311, 311.5, "Bo Muster"])
    book.close()
    kept = split_off({"a.xlsx": made.getvalue()}).files["a.xlsx"]
    read = open_upload([("a.xlsx", kept)]).sheets[0].frame
    assert read["zip"].tolist() == ["02139", "311"]
    assert read["name"].tolist() == open_upload([("a.xlsx", made.getvalue())]).sheets[0].frame["name"].tolist()
    assert read["founded"].tolist() == ["1987", "311.5"]
    assert read["Contact"].tolist() == ["[name removed]"] * 2
