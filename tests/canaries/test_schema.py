"""Whatever text column the schema has: a name that is withheld does not come through it."""

from dataclasses import replace

import pandas as pd
import pytest

from ecosystem.schema import SPECS
from ecosystem.tables.consent import for_group, for_public
from ecosystem.tables.dataset import Ecosystem
from tests.canaries.sources import GROUP, HIDDEN, beside, finds
from tests.tiny import tiny

NAMELESS = {  # declared unable to hold a name, with why; a new one has to be entered here too
    ("names", "at"): "a time stamp of our own",
    ("names", "decision"): "a hash",
    ("initiatives", "kind"): "one of two words of ours",
    ("issues", "issue_id"): "a running number",
    ("issues", "reason"): "one of our own fixed words",
}
TEXT = [(t.name, c.name) for t in SPECS.values() for c in t.columns if c.type in ("text", "list")]
OPEN = [(t.name, c.name) for t in SPECS.values() for c in t.columns if c.may_hold_names]
OWN_NAME = [("organizations", "name"), ("names", "name")]  # a listed organization's own name is its own


def whole() -> Ecosystem:
    """A map with a row in every table, before anybody's name is taken out."""
    found = tiny(
        organizations="name,site,status,consent,goals\n"
        f"{HIDDEN},Elmton,respondent,no,\n{GROUP},Elmton,invited,group,\nElm,Elmton,respondent,public,Jobs\n"
        "Oak,Elmton,invited,public,",
        ties=f"source,target,relation\nElm,Oak,funds\nElm,{HIDDEN},funds\nElm,{GROUP},funds\nElm,Elm,funds",
        memberships="organization,initiative,role\nElm,Elm Days,host",
    )
    raw = found.unmasked
    assert raw is not None
    answered = {c.name: "x" for c in SPECS["responses"].columns}
    answered |= {"organization_id": "elmton/elm", "status": "counted", "row": "2"}
    responses = pd.concat([raw.tables["responses"], pd.DataFrame([answered])], ignore_index=True)
    return replace(raw, tables=raw.tables | {"responses": responses.astype(raw.tables["responses"].dtypes)})


def cells(ecosystem: Ecosystem) -> str:
    told = [*ecosystem.tables.values(), ecosystem.counts]
    words = [str(cell) for table in told for cell in table.to_numpy().ravel()]
    return "\n".join([*words, ecosystem.title, *map(str, ecosystem.decisions)])


@pytest.mark.parametrize(("table", "column"), [each for each in OPEN if each not in OWN_NAME])
@pytest.mark.parametrize("written", [HIDDEN, "the quokka-haven trust’s", "QuokkaHaven Trust"])
def test_a_withheld_name_leaves_every_column_that_may_hold_one(table: str, column: str, written: str) -> None:
    ecosystem = whole()
    frame = ecosystem.tables[table].copy()
    key = next((c.name for c in SPECS[table].columns if c.organization), None)
    shown = frame.index if key is None else frame.index[frame[key] == "elmton/elm"]
    frame.loc[shown[0], column] = beside(column, written)
    assert finds(cells(replace(ecosystem, tables=ecosystem.tables | {table: frame})), [HIDDEN])
    group = for_group(replace(ecosystem, tables=ecosystem.tables | {table: frame}))
    assert not finds(cells(group), [HIDDEN])
    assert not finds(cells(for_public(group)), [HIDDEN, GROUP])


@pytest.mark.parametrize(("table", "column"), sorted(set(TEXT) - set(OPEN)))
def test_a_text_column_passes_the_gate_unless_it_is_declared_to_hold_no_name(table: str, column: str) -> None:
    [described] = SPECS[table].only(column)
    assert described.values or described.organization or (table, column) in NAMELESS


def test_ids_that_hold_a_withheld_name_are_others_in_every_table() -> None:
    found = tiny(
        organizations=f"id,name,consent\nqht,{HIDDEN},no\nquokka-haven-trust-friends,Elm,public",
        ties="source_id,target_id\nqht,quokka-haven-trust-friends",
    )
    assert not finds(cells(found), [HIDDEN])
    ends = found.table("ties")[["source_id", "target_id"]].to_numpy().ravel()
    assert set(ends) == set(found.table("organizations")["organization_id"])


def test_two_sites_two_relations_that_hold_withheld_names_stay_two() -> None:
    found = tiny(
        organizations=f"name,site,consent\n{HIDDEN},Elmton,no\nA,{HIDDEN},public\nB,the {HIDDEN},public",
        ties=f"source,target,relation\nA,B,meets {HIDDEN}\nA,B,meets the {HIDDEN}\nA,B,meets {HIDDEN}s",
    )
    assert not finds(cells(found), [HIDDEN])
    assert len(found.sites) == 3
    assert len(found.table("ties")) == 3
