"""Plain lists into the draft: organizations, their places, aliases, and what is declared of relations."""

from ecosystem.tables.draft import Draft
from ecosystem.tables.kinds import Plain
from ecosystem.tables.names import Ambiguous, slug
from ecosystem.tables.spec import LIST_SEPARATOR, ORGANIZATIONS
from ecosystem.tables.values import flag, number, split_list
from ecosystem.text import fold, tidy

_STATUS_WORDS = {
    "respondent": {"respondent", "answered", "responded", "yes", "complete", "completed", "submitted"},
    "invited": {"invited", "pending", "no", "waiting", "non respondent", "nonrespondent", "not answered"},
    "named only": {"named only", "named", "mentioned", "alter"},
}
_ATTRIBUTES = {c.name: c.type for c in ORGANIZATIONS.columns if c.name not in ("organization_id", "name", "status")}


def set_aside(draft: Draft, plain: Plain, row: int, *why: str) -> None:
    """Record one row of a plain sheet that does not go on; ``why`` is reason, message and, if any, action."""
    draft.note("set aside", plain.sheet, *why, row=row)
    draft.count(plain.sheet, "rows set aside")
    if plain.kind == "ties":
        draft.count(plain.sheet, "reports set aside")


def read_aliases(draft: Draft, plain: Plain) -> None:
    """Fill the directory's aliases: spelling -> name."""
    for row, values in plain.rows():
        written, name = tidy(values["name_as_written"]), tidy(values["name"])
        draft.count(plain.sheet, "rows read")
        known = draft.directory.aliases.get(fold(written), name)
        if not written or not name:
            set_aside(draft, plain, row, "half an alias", "an alias needs both a spelling and a name")
        elif fold(known) != fold(name):
            message = f"“{written}” already stands for “{known}”; here it would stand for “{name}”"
            set_aside(draft, plain, row, "alias given twice", message, "Keep one of the two rows.")
        else:
            draft.directory.aliases[fold(written)] = name
            draft.count(plain.sheet, "rows kept")


def read_relations(draft: Draft, plain: Plain) -> None:
    """Fill ``draft.relations``: what the source declares of each relation."""
    for row, values in plain.rows():
        draft.count(plain.sheet, "rows read")
        relation = tidy(values["relation"])
        if not relation:
            set_aside(draft, plain, row, "no relation", "the row names no relation")
            continue
        draft.relations[fold(relation)] = {
            "relation": relation,
            "directed": flag(values.get("directed", "")),
            "scale": split_list(values.get("scale", "")),
        }
        draft.count(plain.sheet, "rows kept")


def _status(draft: Draft, plain: Plain, row: int, text: str) -> str:
    folded = fold(text)
    for status, words in _STATUS_WORDS.items():
        if folded in words:
            return status
    if folded:
        message = f"status “{text}” is none of respondent, invited, named only; taken as named only"
        draft.note("doubt", plain.sheet, "unknown status", message, "Write one of the three.", row=row, column="status")
    return "named only"


def _ids_are_per_site(plain: Plain) -> bool:
    """Whether an id stands for different organizations in different sites, yet for one within each site."""
    if not {"organization_id", "site", "name"} <= set(plain.frame.columns):
        return False
    frame = plain.frame[plain.frame["organization_id"] != ""]
    folded = frame["name"].map(fold)
    anywhere = folded.groupby(frame["organization_id"]).nunique()
    within = folded.groupby([frame["site"].map(fold), frame["organization_id"]]).nunique()
    return bool((anywhere > 1).any() and (within == 1).all())


def read_organizations(draft: Draft, plain: Plain) -> None:
    """Add organizations and their places; a filled status column makes the map a survey."""
    per_site = _ids_are_per_site(plain)
    has_status = "status" in plain.frame.columns and bool((plain.frame["status"] != "").any())
    draft.survey = draft.survey or has_status
    draft.ties_are_reports = draft.ties_are_reports or has_status
    present = {a: kind for a, kind in _ATTRIBUTES.items() if a in plain.frame.columns}
    first_row: dict[str, int] = {}
    for row, values in plain.rows():
        draft.count(plain.sheet, "rows read")
        name, source_id = tidy(values["name"]), values.get("organization_id", "")
        sites = [tidy(s) for s in split_list(values.get("site", ""))]
        site = sites[0] if sites else ""
        if not name:
            set_aside(draft, plain, row, "no name", "the row has no organization's name", "Give it a name.")
            continue
        if values["name"] != name:
            message = f"spaces around or inside “{name}” were cleaned"
            draft.note("doubt", plain.sheet, "name cleaned", message, row=row)
        found = _listed(draft, name, site, source_id)
        if found is None:
            wanted = f"{slug(site)}/{source_id}" if per_site and source_id else source_id
            found = draft.add(name, site, source_id, wanted)
        elif found in first_row and (not site or (found, site) in draft.locations):
            message = f"“{name}” stands already in row {first_row[found]}; what that row says goes first"
            action = "If these are two organizations, give each its own id."
            draft.note("doubt", plain.sheet, "listed twice", message, action, row=row)
        first_row.setdefault(found, row)
        draft.listed.add(found)
        draft.wrote(name, found, site)
        for place in sites:
            draft.locate(found, place, **(place_of(values) if place == site else {}))
        what = {
            a: LIST_SEPARATOR.join(split_list(values[a])) if kind == "list" else values[a]
            for a, kind in present.items()
        }
        if has_status:
            what["status"] = _status(draft, plain, row, values["status"])
        draft.describe(found, what)
        draft.count(plain.sheet, "rows kept")
    _note_namesakes(draft, plain, first_row)


def place_of(values: dict[str, str]) -> dict[str, object]:
    """Address, area, country, latitude and longitude of a row, those that it gives."""
    where: dict[str, object] = {c: values[c] for c in ("address", "area", "country") if values.get(c)}
    return where | {c: number(values[c]) for c in ("latitude", "longitude") if values.get(c)}


def _listed(draft: Draft, name: str, site: str, source_id: str) -> str | None:
    """The organization that a row of the list means, if it is known: by id and name, else by name and site."""
    if source_id:
        found = draft.directory.by_id(source_id, site)
        return found if found and fold(draft.organizations[found]["name"]) == fold(name) else None
    try:
        return draft.directory.find(name, site)
    except Ambiguous:
        return None


def _note_namesakes(draft: Draft, plain: Plain, rows: dict[str, int]) -> None:
    """One doubt for each name under several ids that the source gave: an issue, not a merge."""
    groups: dict[str, list[str]] = {}
    for organization_id in rows:
        groups.setdefault(fold(draft.organizations[organization_id]["name"]), []).append(organization_id)
    for ids in groups.values():
        if len(ids) > 1 and len({i.split("/")[0] if "/" in i else "" for i in ids}) < len(ids):
            name = draft.organizations[ids[0]]["name"]
            message = f"“{name}” stands under {len(ids)} ids ({', '.join(ids)}); kept apart"
            action = "If they are one organization, give its rows the same id."
            draft.note("doubt", plain.sheet, "one name, several ids", message, action, row=rows[ids[-1]])


def read_locations(draft: Draft, plain: Plain) -> None:
    """Place organizations in further sites; a site name that stands for several places is a doubt."""
    places: dict[str, set[str]] = {}
    for row, values in plain.rows():
        draft.count(plain.sheet, "rows read")
        name, site = tidy(values.get("name", "")), tidy(values.get("site", ""))
        found = draft.directory.by_id(values.get("organization_id", ""))
        try:
            found = found or (draft.directory.find(name) if name else None)
        except Ambiguous:
            message = f"“{name}” stands for several organizations"
            set_aside(draft, plain, row, "ambiguous name", message, "Give its id.")
            continue
        if found is None:
            message = f"“{name}” is not in the list of organizations"
            set_aside(draft, plain, row, "unknown organization", message, "Add it there, or mend the spelling.")
        elif not site:
            set_aside(draft, plain, row, "no site", f"no city is given for “{name}”", "Fill in the city.")
        else:
            draft.locate(found, site, **place_of(values))
            places.setdefault(site, set()).add(", ".join(filter(None, (values.get("area"), values.get("country")))))
            draft.count(plain.sheet, "rows kept")
    for site, areas in places.items():
        named = sorted(areas - {""})
        if len(named) > 1:
            message = f"“{site}” stands for {len(named)} places ({'; '.join(named)}); mapped as one"
            action = "If they are different cities, write them differently."
            draft.note("doubt", plain.sheet, "one site name, several places", message, action)
