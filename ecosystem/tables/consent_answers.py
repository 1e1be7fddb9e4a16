"""Reading of answers on consent, and one doubt for each column of them that is not certain."""

from ecosystem.collect.consent_words import asks_consent, consent_meant
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.tables.builder import TableBuilder
from ecosystem.text import fold

UNCLEAR = "consent unclear"  # reason of the issue about a question of consent
_NOT_UNDERSTOOD = "unknown"


def read_consent(builder: TableBuilder, sheet: Sheet, row: int, header: str, answer: str) -> str:
    """Return public, group or no for an answer under ``header``; what the column setup says of it comes first."""
    word = builder.words.get(("consent", fold(answer)))
    entry = load_vocabulary("consent").entry(word) if word else None
    consent, doubt = (entry.id, "") if entry else consent_meant(header, answer)
    doubts = [doubt] if doubt else []
    if not asks_consent(header):
        doubts.append("seems")
    for each in doubts:
        builder.consents.setdefault((sheet.source, header), {}).setdefault(each, []).append(row)
    return consent


def note_consents(builder: TableBuilder) -> None:
    """Record one issue for each column of answers on consent and each doubt about it."""
    for (source, header), doubts in builder.consents.items():
        for doubt, rows in doubts.items():
            where = {"source": source, "row": min(rows), "column": header, "count": len(rows)}
            if doubt == _NOT_UNDERSTOOD:
                builder.issues.append(issue("not in the word list", "consent", **where))  # type: ignore[arg-type]
            else:
                builder.issues.append(issue(UNCLEAR, doubt, **where))  # type: ignore[arg-type]
