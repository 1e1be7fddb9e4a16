"""Who is who: proposals for a map's names, and what the terminal and an alias list make of them."""

from pathlib import Path

import pytest

from ecosystem.__main__ import main
from ecosystem.collect.sources import open_source, open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.consent import for_public
from ecosystem.tables.name_review import as_aliases, kept_name, name_proposals
from tests.tiny import tiny

SAMPLES = Path(__file__).parents[2] / "sample_data"
LIST = (
    "name,city\nDept. of Parks,Harbor\nDepartment of Parks,Harbor\n"
    "Harbor Housing Authority,Harbor\nHarbor Housing Alliance,Harbor\nDepartment of Parks,Hill\n"
)


def verdicts(text: str) -> dict[frozenset[str], str]:
    table = name_proposals(assemble(open_upload([("list.csv", text.encode())])))
    return {frozenset((a, b)): v for a, b, v in table[["name_a", "name_b", "verdict"]].itertuples(index=False)}


def test_one_site_is_compared_with_itself_and_a_look_alike_is_no_match() -> None:
    assert verdicts(LIST) == {
        frozenset(("Dept. of Parks", "Department of Parks")): "match",
        frozenset(("Harbor Housing Authority", "Harbor Housing Alliance")): "different",
    }


def test_rivertons_look_alikes_are_never_proposed_as_one() -> None:
    table = name_proposals(assemble(open_source(SAMPLES / "riverton")))
    pairs = {frozenset(p): v for *p, v in table[["name_a", "name_b", "verdict"]].itertuples(index=False)}
    assert pairs[frozenset(("Riverton Housing Authority", "Riverton Housing Alliance"))] == "different"
    assert "match" not in pairs.values()


def test_a_misspelt_office_in_the_real_map_is_found_with_the_reason() -> None:
    table = name_proposals(assemble(open_source(SAMPLES / "civic_graph_2015")), "New York")
    first = table.iloc[0]
    assert {first["name_a"], first["name_b"]} == {
        "New York State Governor's Office",
        "New York State Governer's Office",
    }
    assert first["verdict"] == "match"
    assert "typo" in first["reasons"]


def test_matches_written_as_aliases_join_the_two_when_loaded_beside_the_list() -> None:
    found = assemble(open_upload([("list.csv", LIST.encode())]))
    aliases = as_aliases(name_proposals(found, "Harbor"))
    assert aliases.to_dict("records") == [{"name_as_written": "Dept. of Parks", "organization": "Department of Parks"}]
    joined = assemble(open_upload([("list.csv", LIST.encode()), ("aliases.csv", aliases.to_csv(index=False).encode())]))
    assert len(joined.table("organizations")) == len(found.table("organizations")) - 1


def test_the_terminal_lists_proposals_and_applies_decisions(tmp_path: Path, capfdbinary: pytest.CaptureFixture) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    decided = tmp_path / "decided" / "aliases.csv"
    decided.parent.mkdir()
    decided.write_text("name_as_written,organization\nDept. of Parks,Department of Parks\n", encoding="utf-8")
    assert main(["names", str(tmp_path / "list.csv")]) == 0
    before = capfdbinary.readouterr().out.decode().splitlines()
    assert main(["names", str(tmp_path / "list.csv"), "--apply", str(decided)]) == 0
    after = capfdbinary.readouterr().out.decode().splitlines()
    assert before[0] == ("site,name_a,name_b,verdict,score,reasons,id_a,id_b,site_a,site_b,tells_apart,ids")
    assert (len(before), len(after)) == (3, 2)


def test_an_organization_that_is_not_named_is_compared_with_nobody() -> None:
    text = "name,city,consent\nDept. of Parks,Harbor,no\nDepartment of Parks,Harbor,public\nUnnamed Group,Harbor,no\n"
    assert verdicts(text) == {}


CHAIN = "id,name,city,website,level\n" + "".join(f"m{at},Harbor Clinic,,,\n" for at in range(5))


def test_one_name_under_several_ids_is_one_row_with_all_of_them(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture
) -> None:
    (tmp_path / "list.csv").write_text(CHAIN + "p,Pier Museum,,,\n", encoding="utf-8")
    assert main(["names", str(tmp_path / "list.csv")]) == 0
    [_, row] = capfdbinary.readouterr().out.decode().splitlines()
    assert row == (",Harbor Clinic,Harbor Clinic,match,0.989,The same name under 5 ids,m0,m1,,,,m0|m1|m2|m3|m4")


def test_what_tells_two_of_one_name_apart_is_printed_and_they_are_no_match() -> None:
    text = (
        "id,name,city,website,level\n1,Human Resources,X,harbor.example/hr,City\n"
        "2,Human Resources,X,harborcounty.example,County\n"
    )
    [row] = name_proposals(assemble(open_upload([("list.csv", text.encode())]))).to_dict("records")
    assert row["verdict"] == "different"
    assert row["tells_apart"] == (
        "Level of government: City / County; Website: harbor.example/hr / harborcounty.example"
    )
    assert (row["site_a"], row["site_b"]) == ("X", "X")


def test_the_only_site_of_a_map_without_cities_is_no_city() -> None:
    table = name_proposals(assemble(open_upload([("list.csv", b"name\nAll Parks Dept.\nParks Department\n")])))
    assert set(table["site"]) <= {""}
    assert "match" not in set(table["verdict"])


def test_the_terminal_gives_the_decisions_that_hold_as_an_alias_list(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    decided = tmp_path / "aliases.csv"
    text = (
        "site,name_as_written,organization,verdict,by,at,id_a,id_b\n"
        "Harbor,Dept. of Parks,Department of Parks,same,MK,2026-03-14T09:05:00+00:00,,\n"
    )
    decided.write_text(text + "Harbor,Department of Parks,Dept. of Parks,different,,,,\n", encoding="utf-8")
    arguments = ["names", str(tmp_path / "list.csv"), "--apply", str(decided)]
    assert main([*arguments, "--decisions"]) == 0
    said = capfdbinary.readouterr()
    assert said.out.decode() == text
    assert "Not applied: “Department of Parks” is not “Dept. of Parks”" in said.err.decode()


def test_a_file_that_is_no_list_of_decisions_is_an_error_and_not_an_oversight(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("old,new\nA,B\n", encoding="utf-8")
    assert main(["names", str(tmp_path / "list.csv"), "--apply", str(tmp_path / "aliases.csv")]) == 2
    assert "no list of decisions" in capfdbinary.readouterr().err.decode()


def test_in_public_nobody_reads_who_decided_or_about_whom_that_is_not_shown() -> None:
    aliases = (
        b"name_as_written,organization,verdict,by\nDept. of Parks,Parks,same,MK\nHousing Desk,Housing,different,MK\n"
    )
    listed = b"name,consent,status\nParks,public,respondent\nHousing,group,respondent\nHousing Desk,public,respondent\n"
    ties = b"source,target\nDept. of Parks,Housing\n"
    files = [("aliases.csv", aliases), ("organizations.csv", listed), ("ties.csv", ties)]
    found = assemble(open_upload(files))
    assert [decision.by for decision in found.decisions] == ["MK", "MK"]
    assert "MK" in set(found.table("names")["by"].dropna())
    shown = for_public(found)
    assert [(decision.name_a, decision.by) for decision in shown.decisions] == [("Dept. of Parks", "")]
    assert shown.table("names")["by"].isna().all()


def test_an_organization_without_a_city_is_compared_with_those_of_every_city() -> None:
    found = tiny(
        organizations="name,city,sector\nEastgate Food Bank,Lake,Nonprofit\nOak Fund,Mill,Philanthropy",
        ties="source,target\nOak Fund,East Gate Food Bank",
    )
    for site in (None, "Lake"):
        [pair] = name_proposals(found, site)[["name_a", "name_b", "verdict"]].itertuples(index=False, name=None)
        assert {*pair[:2]} == {"Eastgate Food Bank", "East Gate Food Bank"}
    ids = found.table("organizations").set_index("name")["organization_id"]
    kept = kept_name(found, ids["East Gate Food Bank"], ids["Eastgate Food Bank"])
    assert kept == ids["Eastgate Food Bank"]  # of which the list says more
