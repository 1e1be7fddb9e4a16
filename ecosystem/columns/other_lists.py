"""Lists of people or of things beside the data: sheets whose name says so, and that name no organizations."""

import re
from collections.abc import Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold, unaccented

_PEOPLE = re.compile(
    r"\b(?:volunteers?|staff|contacts?|mailing list|participants?|attendees|attendance|sign ?ups?|board members"
    r"|(?:individual )?donors|people|persons|voluntari[oa]s|personal|contactos|participantes|asistentes|ehrenamtliche"
    r"|freiwillige|mitarbeiter|kontakte|teilnehmer|verteiler|benevoles|personnel|participants|salaries)\b"
)
_THINGS = re.compile(
    r"\b(?:inventory|supplies|equipment|budget|expenses|tasks|to ?do|agenda|schedule|lookups?|legend|notes|events"
    r"|calendar|template|do not use|inventario|suministros|equipo|presupuesto|gastos|tareas|calendario|inventar"
    r"|material|ausgaben|aufgaben|kalender|termine|inventaire|materiel|depenses|taches|calendrier)\b"
)
_ORGANIZATION = re.compile(
    r"\b(?:organi[sz]ations?|orgs?|agency|agencies|institutions?|company|companies|nonprofits?|groups?|partners?"
    r"|organizacion(?:es)?|entidad(?:es)?|institucion(?:es)?|empresas?|organisationen|einrichtung(?:en)?|vereine?"
    r"|organismes?|associations?|structures?|cent(?:er|re)s?|grants?)\b"
)
_KEPT = 0.3  # share of names that lists or ties of organizations hold too, from which a sheet is one of organizations


def about_others(sheet: Sheet) -> str:
    """Return "people" or "things" if the sheet's name says it lists them and no header names organizations, else "".

    "Volunteers" and "Supplies" do; "Volunteer centers" do not.
    """
    name = unaccented(fold(sheet.name))
    if any(_ORGANIZATION.search(unaccented(fold(text)).replace("_", " ")) for text in (name, *sheet.frame.columns)):
        return ""
    return "people" if _PEOPLE.search(name) else "things" if _THINGS.search(name) else ""


def mostly_known(names: Sequence[str], known: frozenset[str]) -> bool:
    """Return whether enough of the names stand in other lists or ties."""
    filled = {fold(name) for name in names if name.strip()}
    return len(filled & known) >= _KEPT * len(filled)
