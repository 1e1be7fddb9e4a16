"""The network file that an export holds is read again, and gives the tables it was written from."""

import pandas as pd
import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.show.exports import export_files
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

ORGANIZATIONS = """id,name,sector,goals,website
p,Parks Office,Government,Open data|Parks,https://parks.example.org
c,St. Mary's Clinic,Nonprofit,,
311,311,Government,,
o,Oak <Pantry> & Kitchen,Nonprofit,Food,
"""
TIES = """source_id,target_id,relation,directed,strength
p,c,funds,yes,2
c,p,meets,no,1.5
311,p,funds,yes,
o,c,shares data,,3
p,c,shares data,yes,1
"""
IN_THE_NETWORK = ["source_id", "target_id", "relation", "directed", "state", "strength"]


def read(**files: str | bytes) -> Ecosystem:
    named = [
        (name.replace("_", "."), text if isinstance(text, bytes) else text.encode()) for name, text in files.items()
    ]
    return assemble(open_upload(named))


@pytest.fixture
def before() -> Ecosystem:
    return read(organizations_csv=ORGANIZATIONS, ties_csv=TIES)


@pytest.fixture
def after(before: Ecosystem) -> Ecosystem:
    return read(graph_graphml=export_files(before)["graph.graphml"])


def test_organizations_are_equal_after_a_round_through_graphml(before: Ecosystem, after: Ecosystem) -> None:
    pd.testing.assert_frame_equal(after.table("organizations"), before.table("organizations"))


def test_ties_are_equal_after_a_round_through_graphml(before: Ecosystem, after: Ecosystem) -> None:
    pd.testing.assert_frame_equal(after.table("ties")[IN_THE_NETWORK], before.table("ties")[IN_THE_NETWORK])


def test_nothing_of_a_network_file_of_ours_is_in_doubt(after: Ecosystem) -> None:
    doubts = after.table("issues").query("kind == 'doubt'")["reason"]
    assert set(doubts) <= {"foreign format"}
