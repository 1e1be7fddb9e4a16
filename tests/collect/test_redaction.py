"""E-mail addresses and phone numbers leave all text, and what only looks like them stays."""

from pathlib import Path

import pytest

from ecosystem.collect.redaction import PHONE_REMOVED, REMOVED, redacted, redacted_sheet
from ecosystem.collect.sources import open_source, open_upload
from ecosystem.errors import SourceError
from ecosystem.tables.assemble import assemble
from tests.tables.asked import rows

PHONES = """call 412-555-0199 | (412) 555-0199 | (412)555-0199 | 412.555.0199 | 412 555 0199 | 412/555-0199
1-412-555-0199 | +1 412 555 0199 | +1 (412) 555-0199 | 412-555-0199 x12 | 412-555-0199 ext. 7 | +44 20 7946 0958
+4915112345678 | +57 300 123 4567 | Tel. 5550199 | tel: 030 1234567 | Phone: 4125550199 | cell 4125550199
call us at 555-0199
llamar al 300 1234567 | Teléfono 91 123 45 67 | Handy 0151 12345678 | Call 412\u2011555\u20110199
fax no. 412 5550199"""
NO_PHONES = """311 | call 211 | dial 911 | 2019-2024 | 2024-03-15 | 15.03.2024 | 03/15/2024 10:22:33
15213-1234 | 4125550199
$1,500,000 | 1500000 | 250 300 400 | 40.441667, -79.996 | 40.4416671 -79.9959001 | https://example.org/412-555-0199
www.example.org/p/4125550199 | EIN 25-1234567 | AB-412-555-0199-7 | 978-3-16-148410-0 | call for 2024-2025
call 2024-03-15 | 192.168.100.200 | 1.000.000,00 | 120-555-0199 | 412-155-0199 | 12 412 555 0199
412 555 0199 300 | mobile clinics in 2024 | Phone bank volunteers: 1,500,000 | +100
412-555-01990 | 12345678901234
360G-ABC-123-456-7890"""


def texts(listed: str) -> list[str]:
    return [text.strip() for line in listed.splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", texts(PHONES))
def test_a_phone_number_is_taken_out_whole(text: str) -> None:
    left = redacted(f"Ask, {text}. Thanks").text
    assert PHONE_REMOVED in left and not any(map(str.isdigit, left))


@pytest.mark.parametrize("text", texts(NO_PHONES))
def test_numbers_that_are_no_phone_number_stay(text: str) -> None:
    assert redacted(text) == (text, 0, 0)


def test_phone_numbers_are_counted_by_column_in_a_doubt() -> None:
    [sheet] = open_upload([("a.csv", b"name,About,Call 412-555-0199\nCity IT,412-555-0199 or 412-555-0100,x\n")]).sheets
    assert sheet.frame.iloc[0].tolist() == ["City IT", f"{PHONE_REMOVED} or {PHONE_REMOVED}", "x"]
    [issue] = [issue for issue in sheet.issues if issue.reason == "phone removed"]
    assert issue.message == f"3 phone numbers were removed from: About, Call {PHONE_REMOVED}."
    assert redacted_sheet(sheet).frame.equals(sheet.frame)


def test_a_name_beside_a_phone_number_is_that_name_and_a_number_alone_is_none() -> None:
    text = "source,target\nCity IT (412-555-0199),Parks\ncity it,tel. 412-555-0199\n"
    ecosystem = assemble(open_upload([("ties.csv", text.encode())]))
    assert sorted(ecosystem.names().values()) == ["City IT", "Parks"]


FORMS = b"name,city\nCity IT,Riverton\n"


def test_addresses_leave_the_names_of_files_and_with_them_every_table_and_issue() -> None:
    names = ["jo@example.org.csv", "al@example.org.csv", "list of jo@example.org 412-555-0199.csv"]
    source = open_upload([(name, FORMS.replace(b"City", name[:2].encode())) for name in names])
    shown = [sheet.source for sheet in source.sheets]
    assert shown == [f"{REMOVED}.csv", f"{REMOVED} (2).csv", f"list of {REMOVED} {PHONE_REMOVED}.csv"]
    ecosystem = assemble(source)
    everything = repr(source) + repr(ecosystem) + str([t.to_numpy().tolist() for t in ecosystem.tables.values()])
    assert "example" not in everything and "0199" not in everything
    assert ecosystem.title == REMOVED
    assert ecosystem.counts["rows_read"].tolist() == [1, 1, 1]


def test_addresses_leave_the_names_of_folders_their_files_and_what_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "answers jo@example.org"
    folder.mkdir()
    (folder / "al@example.org.csv").write_bytes(FORMS)
    (folder / "al@example.org.pdf").write_bytes(b"")
    source = open_source(folder)
    assert source.title == f"answers {REMOVED}"
    assert "example.org" not in repr(source)
    assert rows(assemble(source), "organizations", "name") == ["City IT"]


@pytest.mark.parametrize("name", ["jo@example.org.pdf", "jo@example.org", "jo@example.org.csv"])
def test_a_file_that_cannot_be_read_is_named_without_an_address(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as uploaded:
        open_upload([(name, b"")])
    with pytest.raises(SourceError) as missing:
        open_source(tmp_path / name)
    assert "jo@" not in str(uploaded.value) + str(missing.value)


@pytest.mark.parametrize(
    "text",
    [
        *("0171 2345678", "0171/2345678", "0171-234 5678", "030 1234567", "(030) 123 45 67", "0049 171 2345678"),
        *("07911 123456", "020 7946 0958", "06 12 34 56 78", "06.12.34.56.78", "612 34 56 78", "612 345 678"),
        *("91 123 45 67", "55 1234 5678", "+52 55 1234 5678", "0475 12 34 56"),
    ],
)
def test_a_phone_number_of_another_country_is_taken_out_whole(text: str) -> None:
    assert redacted(f"Ida Klum {text}, evenings").text == f"Ida Klum {PHONE_REMOVED}, evenings"


@pytest.mark.parametrize(
    "text",
    [
        *("02139-1234", "02139 02140", "2024 2025", "GR 2024 0171", "0171 2024 2025", "12-3456789", "04-2103580"),
        *(
            "42.3601 -71.0589",
            "01-02-2024 10:30",
            "01.02.03.04.05",
            "0012-3456-7890",
            "0-306-40615-2",
            "ORG-0171-2345678",
        ),
        *("55 2024 2025", "€612 345 678", "1 234 567 890", "01 02 2024 10 30"),
    ],
)
def test_codes_years_dates_and_sums_are_no_phone_numbers_of_another_country(text: str) -> None:
    assert redacted(text).text == text
