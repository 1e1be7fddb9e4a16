"""Names that nobody agreed to show, written into every place of a source that can hold text."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from ecosystem.collect.instruments import shipped_instruments
from ecosystem.columns.plain_tables import COLUMNS
from ecosystem.text import fold

HIDDEN = "Quokka Haven Trust"  # an organization that says no
GROUP = "Wombat Relief Guild"  # one that agrees to the group alone
LOOK_ALIKES = ("Quoka Haven Trust", "Quoka Haven Trust, Inc.")  # listed, and nobody has decided
PERSON = "Zebediah Quillfeather"  # whoever filled in a form
EMAIL = "zebediah@quillfeather.example"
PHONE = "412-555-0199"
OF_PEOPLE = (PERSON, EMAIL, PHONE)
PERSON_COLUMNS = {  # headers about people, and what stands below them
    "Contact person": PERSON,
    "Email": EMAIL,
    "Mobile number": PHONE,
    "Interviewer": PERSON,
    "Submitted by": PERSON,
}
_ROW = {  # what a row needs so that it is read; all other columns hold canaries
    "name": "Elm Society",
    "organization": "Elm Society",
    "source": "Elm Society",
    "target": "Oak Society",
    "status": "respondent",
    "consent": "public",
    "directed": "yes",
    "strength": "2",
    "amount": "10",
    "latitude": "42",
    "longitude": "-71",
    "name_as_written": "Elm Soc",
    "verdict": "same",
}
_IDS = ("organization_id", "source_id", "target_id", "id_a", "id_b")


def finds(text: str, canaries: Iterable[str]) -> list[str]:
    """The canaries that somebody who knows them would find in a text, whatever its case, spaces and marks."""
    plain = fold(text).replace(" ", "")
    return [canary for canary in canaries if fold(canary).replace(" ", "") in plain]


def beside(column: str, canary: str) -> str:
    """What a text column says that mentions a canary; unlike in any other column."""
    return f"{column.replace('_', ' ')} beside {canary} there"


def _write(path: Path, headers: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headers, restval="")
        writer.writeheader()
        writer.writerows(rows)


def plain_lists(folder: Path) -> Path:
    """Every kind of plain list with all its columns; each text cell of the first rows mentions a canary."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, columns in COLUMNS.items():
        headers = [c.name for c in columns if c.name not in _IDS]
        rows = [
            {h: _ROW.get(h) or beside(h, canary) for h in headers} | PERSON_COLUMNS
            for canary in (HIDDEN, GROUP, *(() if kind == "relations" else OF_PEOPLE))
        ]
        if kind == "organizations":
            for name, consent in [(HIDDEN, "no"), (GROUP, "group"), *((each, "public") for each in LOOK_ALIKES)]:
                rows.append({"name": name, "consent": consent, "status": "respondent", "site": "Elmton"})
            rows += [{"name": each, "consent": "public", "site": "Elmton"} for each in ("Oak Society", "Ash Society")]
        if kind == "ties":
            ends = [("Elm Society", HIDDEN), ("Ash Society", GROUP), (HIDDEN, HIDDEN), (HIDDEN, "Ash Society")]
            rows += [{"source": one, "target": other, "relation": "funds"} for one, other in ends]
        _write(folder / f"{kind}.csv", [*headers, *PERSON_COLUMNS], rows)
    (folder / f"Notes of {HIDDEN} by {EMAIL}.csv").write_text(f"flour,{HIDDEN}\n1,2\n", encoding="utf-8")
    return folder


def answers(folder: Path) -> Path:
    """Answers to each shipped questionnaire in which every text that can be typed mentions the canaries."""
    folder.mkdir(parents=True, exist_ok=True)
    private = {"contact_name": PERSON, "contact_email": EMAIL, "contact_phone": PHONE}
    for instrument in shipped_instruments():
        who = next(q.text for q in instrument.questions if q.becomes == "organization")
        forms = []
        for number, canary in enumerate((HIDDEN, GROUP, *OF_PEOPLE)):
            cells = {who: f"Body {number}"}
            for question in instrument.questions:
                said = {"site": "Elmton", "consent": "public"}.get(question.becomes) or private.get(question.id)
                if question.kind == "relation":
                    if canary not in OF_PEOPLE:  # a roster lists organizations
                        cells[f"{question.text} [{canary}]"] = question.scale[-1]
                    if question.recall:
                        cells[question.recall] = f"Ash Society\n{canary}"
                elif question.kind != "grid" and question.becomes != "organization":
                    cells[question.text] = said or beside(question.id, canary)
            forms.append(cells)
        consent = next(q.text for q in instrument.questions if q.becomes == "consent")
        site = next(q.text for q in instrument.questions if q.becomes == "site")
        forms.append({who: HIDDEN, site: "Elmton", consent: "no"})
        forms.append({who: GROUP, site: "Elmton", consent: "group"})
        contact = next(q.text for q in instrument.questions if q.id == "contact_name")
        forms.append({who: "Ash Society", site: "Elmton", consent: f"only if {PERSON} agrees", contact: PERSON})
        headers = list(dict.fromkeys(header for form in forms for header in form))
        _write(folder / f"{instrument.id} of {HIDDEN}.csv", headers, forms)
    return folder
