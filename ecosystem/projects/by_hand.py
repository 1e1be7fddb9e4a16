"""What a team types by hand beside its sources: organizations, invited ones, attributes and ties, as changes."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from ecosystem.collect.by_hand import ATTRIBUTES, COLUMNS, TIES_FILE
from ecosystem.collect.delimited import inert, read_delimited
from ecosystem.collect.person_headers import is_about_person
from ecosystem.collect.redaction import redacted
from ecosystem.collect.sheet import records
from ecosystem.collect.values import flag, number
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.errors import RequestError
from ecosystem.projects.changes import Change, latest
from ecosystem.projects.contacts import contacts_of
from ecosystem.projects.kinds import ATTRIBUTE, INVITED, ORGANIZATION, TIE
from ecosystem.projects.kinds import TYPED as FILES
from ecosystem.projects.project import Project
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy
from ecosystem.translation import gettext

LONGEST = 2000  # characters of one text
_NAMES = ("name", "source", "target")  # columns that name organizations
_ONE_OF = ("sector", "level")  # whose words the map counts and colors by
_SUBJECT = {  # kind -> the columns that say what a change is about; of two about the same, the later one holds
    ORGANIZATION: ("name", "site"),
    INVITED: ("name", "site"),
    ATTRIBUTE: ("name", "site", "attribute"),
    TIE: ("source", "target", "relation", "wave", "site"),
}
Words = Mapping[str, Collection[str]]  # attribute -> words beside those of the word lists


def organization(
    name: str, site: str = "", values: Mapping[str, str] | None = None, *, by: str = "", words: Words | None = None
) -> Change:
    """Return the change that adds an organization; ``values`` by attribute. RequestError says what cannot be kept."""
    said = {attribute: _value(attribute, text, words) for attribute, text in (values or {}).items() if tidy(text)}
    return _change(ORGANIZATION, {"name": _name(name), "site": _text(gettext("City"), site), **said}, by)


def invited(name: str, site: str = "", *, by: str = "") -> Change:
    """Return the change that adds an organization to those invited to answer."""
    return _change(INVITED, {"name": _name(name), "site": _text(gettext("City"), site)}, by)


def attribute(
    name: str, site: str, column: str, value: str, *, instead_of: str = "", by: str = "", words: Words | None = None
) -> Change:
    """Return the change of one attribute; ``instead_of``: what the sources say at this time, so that news is told."""
    if not tidy(value):
        raise RequestError(gettext("Type what it is instead."))
    said = {"attribute": column, "value": _value(column, value, words), "instead_of": redacted(tidy(instead_of)).text}
    return _change(ATTRIBUTE, {"name": _name(name), "site": _text(gettext("City"), site), **said}, by)


def tie(
    source: str, target: str, relation: str = "", values: Mapping[str, str] | None = None, *, by: str = ""
) -> Change:
    """Return the change that adds a tie; ``values``: directed, strength, amount, date, wave, site."""
    said = {column: _of_a_tie(column, text) for column, text in (values or {}).items() if tidy(text)}
    ends = {"source": _name(source), "target": _name(target)}
    if fold(ends["source"]) == fold(ends["target"]):
        raise RequestError(gettext("A tie needs two organizations; “{name}” is at both ends.").format(name=source))
    known = load_vocabulary("relations").entry(relation)
    meant = known.id if known else _text(gettext("Kind of tie"), relation)
    return _change(TIE, {**ends, "relation": meant, **said}, by)


def typed(project: Project) -> list[Change]:
    """Return what was typed by hand and is in force, the latest last."""
    return [change for change in latest(project.changes).values() if change.kind in FILES]


def refuse_people(project: Project, change: Change) -> None:
    """Raise RequestError where a text names a person of the project's contacts; an organization may be named after one.

    The message does not say the name.
    """
    for contact in contacts_of(project.id):
        words = fold(contact.person).split()
        for column, text in change.value.items() if len(words) > 1 else ():
            said = f" {fold(text)} "
            ways = {f" {' '.join(words)} ", f" {' '.join([words[-1], *words[:-1]])} "}
            if any(said == way if column in _NAMES else way in said for way in ways):
                raise RequestError(gettext("A person of the contacts is named. People are not kept on the map."))


def said_before(project: Project | None, name: str, site: str, column: str, now: str) -> str:
    """Return what the sources said of an attribute before anything was typed of it; ``now`` if nothing was."""
    about = _change(ATTRIBUTE, {"name": name, "site": site, "attribute": column}, "").subject
    earlier = project.value(ATTRIBUTE, about) if project else None
    return str(earlier.get("instead_of", "")) if earlier else now


def files_by_hand(project: Project) -> dict[str, bytes]:
    """Return name -> content of the files that hold what was typed; without who typed it, and in a fixed order."""
    rows: dict[str, list[dict[str, str]]] = {}
    for change in sorted(typed(project), key=lambda each: each.subject):
        rows.setdefault(FILES[change.kind], []).append(change.value)
    return {name: _csv(COLUMNS[name], held) for name, held in rows.items()}


def without_typed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files but those that ``from_files`` reads."""
    return {name: content for name, content in files.items() if name not in FILES.values()}


def from_files(files: Mapping[str, bytes], by: str = "") -> list[Change]:
    """Return the changes that such files hold, as where a folder or a box that has them is taken into a project."""
    made = []
    for kind, name in FILES.items():
        if name in files:
            for _, row in records(read_delimited(files[name], name, name).frame):
                made.append(_change(kind, {c: row[c] for c in COLUMNS[name] if row.get(c)}, by))
    return made


def _change(kind: str, values: Mapping[str, str], by: str) -> Change:
    value = {column: text for column, text in values.items() if text}
    about = [fold(value.get(column, "")) for column in _SUBJECT[kind]]
    relation = load_relations().get(value.get("relation", ""))
    mutual = flag(value["directed"]) is False if "directed" in value else bool(relation and not relation.directed)
    if kind == TIE and mutual:
        about[:2] = sorted(about[:2])
    return Change(kind, value, subject=LIST_SEPARATOR.join(about), by=by)


def _csv(columns: Iterable[str], rows: list[dict[str, str]]) -> bytes:
    """Return rows as CSV that spreadsheets show and never run, with the columns that any of them fills."""
    filled = [column for place, column in enumerate(columns) if place < 2 or any(column in row for row in rows)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(filled)
    for row in rows:
        writer.writerow([inert(row.get(c, ""), starts_row=not place) for place, c in enumerate(filled)])
    return text.getvalue().encode("utf-8-sig")


def _name(text: str) -> str:
    name = _text(gettext("Name"), text)
    if not any(letter.isalnum() for letter in name):
        raise RequestError(gettext("Type the organization's name."))
    return name


def _text(label: str, text: str) -> str:
    """Return a text as it is kept; RequestError where it is too long or holds an e-mail address or phone number."""
    found = redacted(tidy(text))
    if found.emails or found.phones:
        said = gettext("{label}: e-mail addresses and phone numbers are not kept on the map. Put them in the contacts.")
        raise RequestError(said.format(label=label))
    if len(found.text) > LONGEST:
        said = gettext("{label}: {count:,} characters are more than the {most:,} that are kept. Shorten it.")
        raise RequestError(said.format(label=label, count=len(found.text), most=LONGEST))
    return found.text


def _value(column: str, text: str, words: Words | None) -> str:
    """Return a value of an attribute; RequestError where there is no such attribute, or no such word."""
    if column not in ATTRIBUTES:
        raise RequestError(_no_column(column, ATTRIBUTES))
    spec = ATTRIBUTES[column]
    value = _text(column, text)
    if spec.type == "number":
        return _degrees(column, value)
    if spec.values and value not in spec.values:
        said = gettext("{column}: “{value}” is none of {words}.")
        raise RequestError(said.format(column=column, value=value, words=", ".join(spec.values)))
    if column in _ONE_OF:
        return _word(column, spec.words, value, (words or {}).get(column, ()))
    return LIST_SEPARATOR.join(split_list(value)) if spec.type == "list" else value


def _word(column: str, word_list: str, value: str, others: Collection[str]) -> str:
    """Return a word of the list, or one of the others; RequestError with the nearest where it is neither."""
    known = {fold(word): word for word in (*others, *load_vocabulary(word_list).labels)}
    if found := load_vocabulary(word_list).match(value) or known.get(fold(value)):
        return found
    near = [known[key] for key in get_close_matches(fold(value), known, 3, 0.5)] or [*known.values()]
    said = gettext("{column}: “{value}” is not in the word list. Choose one, such as {words}.")
    raise RequestError(said.format(column=column, value=value, words=", ".join(near)))


def _degrees(column: str, value: str) -> str:
    degrees = number(value)
    if degrees is None or abs(degrees) > (90 if column == "latitude" else 180):
        raise RequestError(gettext("{column}: write it in degrees, as in 42.36.").format(column=column))
    return value


def _of_a_tie(column: str, text: str) -> str:
    open_to = [each for each in COLUMNS[TIES_FILE] if each not in ("source", "target", "relation")]
    if column not in open_to:
        raise RequestError(_no_column(column, open_to))
    value = _text(column, text)
    if column in ("strength", "amount") and ((found := number(value)) is None or found < 0):
        raise RequestError(gettext("{column}: “{value}” is no number.").format(column=column, value=value))
    if column == "directed" and flag(value) is None:
        raise RequestError(gettext("{column}: write yes or no.").format(column=column))
    return value


def _no_column(column: str, open_to: Collection[str]) -> str:
    if is_about_person(column):
        return gettext("What is known of people is not kept on the map. Put it in the contacts.")
    near = get_close_matches(column, open_to, 3, 0.5) or open_to
    return gettext("“{column}” cannot be typed by hand. These can: {names}.").format(
        column=redacted(column).text, names=", ".join(near)
    )
