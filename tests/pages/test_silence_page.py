"""Pages where nobody was asked about ties: the reason stands in place of numbers, and nobody is an isolate."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Run
from tests.pages.test_pages import folder, text

LISTED = "name,sector,needs\nMill,Library,Space\nOven,,\nDyer,School,"
INVITED = "name,status\nMill,respondent\nOven,respondent\nDyer,invited"


@pytest.mark.parametrize("organizations", [LISTED, INVITED], ids=["a list", "a list of those invited"])
@pytest.mark.parametrize("page", ["home", "map", "key_organizations", "gaps", "responses", "compare"])
def test_a_page_gives_the_reason_where_nobody_was_asked_about_ties(
    run_page: Run, tmp_path: Path, page: str, organizations: str
) -> None:
    app = run_page(page, folder(tmp_path, {"organizations": organizations}))
    assert not app.exception
    assert all(error.value.startswith("No ties were read from") for error in app.error)
    said = text(app)
    assert re.search("question about ties was asked|asked about ties", said) or page == "responses"
    assert not re.search(r"\b0 ties|\d isolates?|\b0 partners|No tie inside|without cutting others off", said)
