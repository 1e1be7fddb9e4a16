"""Translation: a marked sentence is found in the catalog of the language in use, and stands as it is without one."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ecosystem import translation
from ecosystem.translation import DOMAIN, gettext, gettext_noop, language, ngettext

ONE, MANY = "{count:,} organization", "{count:,} organizations"


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog(locale="es", domain=DOMAIN)
    catalog.add("Gaps", "Carencias")
    catalog.add((ONE, MANY), ("{count:,} organización", "{count:,} de organizaciones", "{count:,} organizaciones"))
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(translation, "LOCALES", tmp_path)


def test_english_is_the_source() -> None:
    assert gettext("Gaps") == gettext_noop("Gaps") == "Gaps"
    assert [ngettext(ONE, MANY, n).format(count=n) for n in (1, 1204)] == ["1 organization", "1,204 organizations"]


def test_a_catalog_is_used_within_the_block_alone(spanish: None) -> None:
    with language("es"):
        assert gettext("Gaps") == "Carencias"
        assert ngettext(ONE, MANY, 2).format(count=2) == "2 organizaciones"
        assert gettext("Not in the catalog") == "Not in the catalog"
    assert gettext("Gaps") == "Gaps"
