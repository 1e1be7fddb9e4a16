"""A plain list of ties into reports: one row, one report."""

from collections.abc import Callable

from ecosystem.collect.vocabularies import load_relations
from ecosystem.tables.draft import Draft
from ecosystem.tables.kinds import Plain
from ecosystem.tables.lists import set_aside
from ecosystem.tables.names import Ambiguous
from ecosystem.tables.values import flag, number
from ecosystem.text import fold, tidy

DEFAULT_RELATION = "tie"
_DECLARE = "Add a sheet “relations” with columns relation and scale (the answers, weakest first, joined by |)."
_DOUBTS = {  # reason -> message, action
    "name cleaned": ("spaces around or inside “{}” were cleaned", ""),
    "not in the list": ("“{}” is named in a tie but not in the list of organizations; added", "Add it to the list."),
    "not on the scale": ("“{}” is no answer of the declared scale; the tie stays, without strength", _DECLARE),
    "scale not declared": (
        "which end of the scale of “{}” is strong is not declared; the ties stay, without strength",
        _DECLARE,
    ),
    "direction unclear": ("“{}” says neither yes nor no in the column directed", "Write yes or no."),
    "direction not given": (
        "nothing says whether “{}” has a direction; read as going from source to target",
        "Add a column directed with yes or no.",
    ),
    "strength is no number": ("“{}” is no number; the tie stays, without strength", _DECLARE),
}


def read_ties(draft: Draft, plain: Plain) -> None:
    """Add one report for each row that names two different organizations; the rest is set aside with its reason."""
    doubts: dict[tuple[str, str], int] = {}  # (reason, what was found) -> the first row it was met in
    relation_of = _relations(draft, doubts)
    for row, values in plain.rows():
        draft.count(plain.sheet, "rows read")
        draft.count(plain.sheet, "reports read")
        site = tidy(values.get("site", ""))
        ends = []
        for end in ("source", "target"):
            written, source_id = values.get(end, ""), values.get(f"{end}_id", "")
            name = tidy(written)
            if name != written:
                doubts.setdefault(("name cleaned", name), row)
            try:
                found = _end(draft, name, source_id, site)
            except Ambiguous:
                message = f"{end} “{name}” stands for several organizations, and no id says which"
                set_aside(draft, plain, row, "ambiguous name", message, f"Add a column {end}_id.")
                break
            if found is None and not name:
                message = f"{end} id “{source_id}” is not in the list of organizations" if source_id else ""
                set_aside(draft, plain, row, f"no {end}", message or f"the row names no {end}", "Fill it in.")
                break
            if found is None:
                doubts.setdefault(("not in the list", name), row)
                found = draft.organization(name, site)
            else:
                draft.wrote(name or draft.organizations[found]["name"], found, site)
            ends.append((found, name))
        if len(ends) < 2:
            continue
        if ends[0][0] == ends[1][0]:
            set_aside(draft, plain, row, "names itself", f"“{ends[0][1]}” is named as its own partner")
            continue
        relation, directed = relation_of(row, values)
        draft.reports.append(_report(draft, plain, row, values, ends, relation, directed, doubts))
        draft.count(plain.sheet, "rows kept")
        draft.count(plain.sheet, "reports kept")
    for (reason, found), row in doubts.items():
        message, action = _DOUBTS[reason]
        draft.note("doubt", plain.sheet, reason, message.format(found), action, row=row)


def _end(draft: Draft, name: str, source_id: str, site: str) -> str | None:
    """The organization at one end of a tie: by id, then by name, then by an id in the name's place."""
    found = draft.directory.by_id(source_id, site) if source_id else None
    if found is not None or not name:
        return found
    try:
        return draft.directory.find(name, site) or draft.directory.by_id(name, site)
    except Ambiguous:
        found = draft.directory.by_id(name, site)
        if found is None:
            raise
        return found


def _relations(draft: Draft, doubts: dict[tuple[str, str], int]) -> Callable[[int, dict[str, str]], tuple[str, bool]]:
    """A function from a row to its relation and whether it is directed: the cell, the source, the vocabulary."""
    known = {fold(r.id): r.directed for r in load_relations().values()}
    lone = next(iter(draft.relations.values()))["relation"] if len(draft.relations) == 1 else DEFAULT_RELATION

    def relation_of(row: int, values: dict[str, str]) -> tuple[str, bool]:
        relation = tidy(values.get("relation", "")) or lone
        cell = values.get("directed", "")
        directed = flag(cell)
        if cell and directed is None:
            doubts.setdefault(("direction unclear", cell), row)
        if directed is None:
            directed = draft.relations.get(fold(relation), {}).get("directed")
        if directed is None:
            directed = known.get(fold(relation))
        if directed is None:
            doubts.setdefault(("direction not given", relation), row)
        return relation, directed is not False

    return relation_of


def _report(
    draft: Draft,
    plain: Plain,
    row: int,
    values: dict[str, str],
    ends: list[tuple[str, str]],
    relation: str,
    directed: bool,
    doubts: dict[tuple[str, str], int],
) -> dict:
    """The row of ``reports``; strength from a number, or from the declared scale by the answer's place on it."""
    written = values.get("strength", "") or values.get("scale_answer", "")
    scale = [fold(a) for a in draft.relations.get(fold(relation), {}).get("scale", [])]
    strength = number(values.get("strength", ""))
    if written and scale:
        strength = float(scale.index(fold(written)) + 1) if fold(written) in scale else None
        if strength is None:
            doubts.setdefault(("not on the scale", written), row)
    elif values.get("scale_answer") and strength is None:
        doubts.setdefault(("scale not declared", relation), row)
    elif written and strength is None:
        doubts.setdefault(("strength is no number", written), row)
    reporter, named = ends
    direction = "gives" if directed else "mutual"
    told = fold(values.get("reporter", ""))
    if told and told == fold(ends[1][1]) != fold(ends[0][1]):  # the receiving end says so
        reporter, named, direction = ends[1], ends[0], "gets" if directed else "mutual"
    return {
        "report_id": f"{plain.sheet.name}:{row}",
        "site": tidy(values.get("site", "")),
        "wave": values.get("wave") or "1",
        "relation": relation,
        "reporter_id": reporter[0],
        "named_id": named[0],
        "reporter_as_written": reporter[1],
        "named_as_written": named[1],
        "direction": direction,
        "strength_as_written": written,
        "strength": strength,
        "asked": "list",
        "footing": "survey" if draft.ties_are_reports else "recorded",
        "amount": number(values.get("amount", "")),
        "date": values.get("date", ""),
        "source": plain.sheet.source,
        "row": row,
    }
