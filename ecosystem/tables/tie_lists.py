"""A plain list of ties into reports: one row, one report.

A row is understood as a whole before anything of it is written down: one that is set aside leaves nothing behind.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from ecosystem.collect.redaction import is_marked
from ecosystem.collect.values import LARGEST, SMALLEST, Numbers, flag, number
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import TableBuilder, listed, only_an_address, without_address
from ecosystem.tables.lists import set_aside
from ecosystem.text import fold, tidy

DEFAULT_RELATION = "tie"
_NO_NUMBER = f"“{{}}” is no number that can be counted with ({SMALLEST:g} to {LARGEST:g}); the tie stays, without "
_DECLARE = "Add a sheet “relations” with columns relation and scale (the answers, weakest first, joined by |)."
_DOUBTS = {  # reason -> message, action
    "name cleaned": ("spaces around or inside “{}” were cleaned", ""),
    "not in the list": ("“{}” is named in a tie but not in the list of organizations; added", "Add it to the list."),
    "id and name differ": (
        "“{}” stands beside the id of another organization; the id counts",
        "Mend the id or the name.",
    ),
    "not on the scale": (
        "“{}” is no answer of the scale of “{}” ({}); the tie stays, without strength",
        "Mend the answer, or add it to the scale in the sheet “relations”.",
    ),
    "scale not declared": (
        "which end of the scale of “{}” is strong is not declared (answers: {}); the ties stay, without strength",
        _DECLARE,
    ),
    "direction unclear": ("“{}” says neither yes nor no in the column directed", "Write yes or no."),
    "direction not given": (
        "nothing says whether “{}” has a direction; read as going from source to target",
        "Add a column directed with yes or no.",
    ),
    "strength is no number": (_NO_NUMBER + "strength", _DECLARE),
    "amount is no number": (_NO_NUMBER + "amount", "Write it as 1500 or 1,500."),
    "decimal comma": ("{}", "If that is wrong, write all its numbers like 1500.5."),
    "thousands or decimals": (
        "“{}” in the column {} is read as {}; nothing in the column says that the point parts thousands",
        "If thousands are meant, write {} without the point; if not, there is nothing to do.",
    ),
    "strength below zero": (
        "“{}” is below 0, which no strength is; such ties stay, without strength",
        "Write how strong the tie is, or take the row out.",
    ),
    "reported by another": (  # perhaps a person: not quoted
        "the column reporter names neither end of the tie; read as said by the source",
        "Write the name of one of the two.",
    ),
}


Doubt = tuple[str, ...]  # its reason, and what was found


@dataclass(frozen=True)
class End:
    """One end of a tie: the organization, how the row writes it, and what is doubtful about it."""

    id: str  # "" while nobody listed or named it
    name: str
    doubts: tuple[Doubt, ...] = ()


@dataclass
class _Reader:
    """One list of ties on its way into the builder; a doubt is noted once, at the first row it was met in."""

    builder: TableBuilder
    plain: Plain
    doubts: dict[Doubt, int] = field(default_factory=dict)  # -> row
    undeclared: dict[str, dict[str, None]] = field(default_factory=dict)  # relation -> answers on no declared scale
    met: Counter[int] = field(default_factory=Counter)  # row -> how many ties it gave so far
    relations: dict[tuple[str, str], tuple[str, bool, tuple[Doubt, ...]]] = field(default_factory=dict)  # by its cells
    ends: dict[tuple[str, str, str], End] = field(default_factory=dict)  # name, id, site as written -> the end
    numbers: dict[str, Numbers] = field(default_factory=dict)  # column -> how its numbers are written
    told: set[tuple[str, str]] = field(default_factory=set)  # (reason, column): told once a column
    size: tuple[int, int] = (0, 0)  # of the map for which ``ends`` holds

    def known_end(self, cells: tuple[str, str, str]) -> End | None:
        """The end these cells meant before; None once the map has grown, as a name may mean somebody else then."""
        size = len(self.builder.organizations), len(self.builder.locations)
        if size != self.size:
            self.ends.clear()
            self.size = size
        return self.ends.get(cells)

    def doubt(self, reason: str, row: int, *found: str) -> None:
        self.doubts.setdefault((reason, *found), row)

    def doubt_column(self, reason: str, row: int, column: str, *found: str) -> None:
        if (reason, column) not in self.told:
            self.told.add((reason, column))
            self.doubt(reason, row, *found)


def read_ties(builder: TableBuilder, plain: Plain) -> None:
    """Add one report for each row that names two different organizations; the rest is set aside with its reason."""
    reader = _Reader(builder, plain)
    reports = [report for row, values in plain.rows() if (report := _report(reader, row, values))]
    _add_numbers(reader, reports)
    builder.reports += [report for report, _ in reports]
    kept = len(reports)
    if kept and builder.statuses and not builder.ties_are_reports:
        _read_as_a_list(builder, plain)
    for what, times in (("read", len(plain.frame)), ("kept", kept)):
        builder.count(plain.sheet, f"rows {what}", times)
        builder.count(plain.sheet, f"reports {what}", times)
    for (reason, *found), row in reader.doubts.items():
        message, action = _DOUBTS[reason]
        if reason == "scale not declared":
            found.append(listed(reader.undeclared[found[0]]))
        if reason == "thousands or decimals":
            action = action.format(found.pop())
        builder.note("doubt", plain.sheet, reason, message.format(*found), action, row=row)


def _read_as_a_list(builder: TableBuilder, plain: Plain) -> None:
    """Without anybody who answered, ties are nobody's answers, and statuses alone make no survey of them."""
    builder.survey = bool(builder.responses)
    message = (
        "No organization has the status “respondent”, so the list of ties is read as recorded ties, not as answers"
        + ("" if builder.survey else ", and the statuses are left out")
    )
    action = "If its sources answered a survey, write “respondent” in their status."
    builder.note("doubt", plain.sheet, "nobody answered", message, action)


def _end(reader: _Reader, row: int, values: dict[str, str], site: str, end: str) -> End | None:
    """One end of the tie, as far as it is known; None where the row was set aside."""
    builder = reader.builder
    written, written_id = values.get(end, ""), values.get(f"{end}_id", "")
    if known := reader.known_end((written, written_id, site)):
        return known
    name, source_id = tidy(without_address(written)), without_address(written_id)
    try:
        found = _find(builder, name, source_id, site)
    except Ambiguous:
        message = f"{end} “{name or source_id}” stands for several organizations, and no id says which"
        set_aside(builder, reader.plain, row, "ambiguous name", message, f"Add a column {end}_id.")
        return None
    if found is None and not name and source_id not in builder.people:
        message = f"{end} id “{source_id}” is not in the list of organizations" if source_id else ""
        why = f"no {end}", message or f"the row names no {end}", "Fill it in."
        people = is_marked(written) or (is_marked(written_id) and not source_id)
        set_aside(builder, reader.plain, row, *(only_an_address(f"the {end} of the tie") if people else why))
        return None
    if fold(name) in builder.people or (source_id or name) in builder.people:
        message = f"the {end} of the tie is a person, and people are not mapped"
        set_aside(builder, reader.plain, row, "about people, never read", message)
        return None
    doubts: list[Doubt] = [("name cleaned", name)] if name and written != tidy(written) else []
    if found is None:
        if builder.listed:  # where there is no list, nobody can be missing from it
            doubts.append(("not in the list", name))
    else:
        own = builder.organizations[found]["name"]
        if source_id and name and fold(builder.directory.meant(name)) != fold(builder.directory.meant(own)):
            doubts.append(("id and name differ", name))
        name = name or own
    reader.ends[written, written_id, site] = known = End(found or "", name, tuple(doubts))
    return known


def _kept(reader: _Reader, row: int, end: End, site: str) -> End:
    """The end of a tie that is kept: its organization added if nobody listed it, its spelling and doubts noted."""
    for doubt in end.doubts:
        reader.doubt(doubt[0], row, *doubt[1:])
    if not end.id:
        return replace(end, id=reader.builder.organization(end.name, site))
    reader.builder.wrote(end.name, end.id, site)
    return end


def _find(builder: TableBuilder, name: str, source_id: str, site: str) -> str | None:
    """The organization of an end: by id, then by name, then by an id in the name's place; raises Ambiguous."""
    doubtful: Ambiguous | None = None
    for find, written in (
        (builder.directory.by_id, source_id),
        (builder.directory.find, name),
        (builder.directory.by_id, name),
    ):
        try:
            found = find(written, site) if written else None
        except Ambiguous as error:
            doubtful = error
            continue
        if found is not None:
            return found
    if doubtful is not None:
        raise doubtful
    return None


def _relation(reader: _Reader, values: dict[str, str]) -> tuple[str, bool, tuple[Doubt, ...]]:
    """The relation of a row, whether it is directed, and what is doubtful: as the cell says, the source, our list."""
    builder, cell = reader.builder, values.get("directed", "")
    if known := reader.relations.get(cells := (values.get("relation", ""), cell)):
        return known
    lone = next(iter(builder.relations)) if len(builder.relations) == 1 else DEFAULT_RELATION
    relation = builder.known_relation(cells[0] or lone)
    directed = flag(cell)
    doubts: list[Doubt] = [("direction unclear", cell)] if cell and directed is None else []
    if directed is None and relation in builder.relations:
        directed = builder.relations[relation]["directed"]
    if directed is None and relation in load_relations():
        directed = load_relations()[relation].directed
    if directed is None:
        doubts.append(("direction not given",))  # the relation is named once it is kept
    reader.relations[cells] = relation, directed is not False, tuple(doubts)
    return reader.relations[cells]


def _add_numbers(reader: _Reader, reports: list[tuple[dict, dict[str, str]]]) -> None:
    """Fill in strengths and amounts; how a column writes its numbers is told by the rows that are kept."""
    for column in {"strength", "amount"}.intersection(reader.plain.frame.columns):
        reader.numbers[column] = Numbers.of(dict.fromkeys(values[column] for _, values in reports))
    for report, values in reports:
        row = report["row"]
        report["strength_as_written"], report["strength"] = _strength(reader, row, values, report["relation"])
        if cell := values.get("amount", ""):
            report["amount"] = _number(reader, row, "amount", cell)
            if report["amount"] is None:
                reader.doubt("amount is no number", row, cell)


def _number(reader: _Reader, row: int, column: str, cell: str) -> float | None:
    """The number of a cell, read as the whole column writes its numbers; None if it holds none."""
    numbers = reader.numbers[column]
    value = numbers.read(cell)
    if value is None:
        return None
    header = next(h for h, name in reader.plain.found.items() if name == column)
    if numbers.unsure(cell):
        reader.doubt_column("thousands or decimals", row, column, cell, header, f"{value:g}", cell.replace(".", ""))
    elif numbers.comma and value != number(cell):
        said = f"“{numbers.comma}” has a decimal comma or points for thousands, so the whole column {header} is read so"
        if numbers.either:
            said += f": “{numbers.either}” is {numbers.read(numbers.either):.15g}"
        if numbers.point:
            said += f"; only what has no other reading, such as “{numbers.point}”, keeps its decimal point"
        reader.doubt_column("decimal comma", row, column, said)
    return value


def _says_none(reader: _Reader, values: dict[str, str], relation: str) -> bool:
    """Whether the strength is 0, and 0 is no step of the relation's scale."""
    cell = values.get("strength", "")
    steps = reader.builder.relations.get(relation, {}).get("steps", {})
    return "0" in cell and fold(cell) not in steps and Numbers(comma=cell).read(cell) == 0


def _strength(reader: _Reader, row: int, values: dict[str, str], relation: str) -> tuple[str, float | None]:
    """The answer as written, and the strength: its place on the declared scale, else the number it is."""
    number_cell, answer = values.get("strength", ""), values.get("scale_answer", "")
    written = number_cell or answer
    declared = reader.builder.relations.get(relation, {})
    if not written:
        return "", None
    if scale := declared.get("scale"):
        if step := declared["steps"].get(fold(written)):
            return written, float(step)
        reader.doubt("not on the scale", row, written, relation, listed(scale))
    elif not number_cell:
        reader.undeclared.setdefault(relation, {})[written] = None
        reader.doubt("scale not declared", row, relation)
    else:
        strength = _number(reader, row, "strength", number_cell)
        if strength is None:
            reader.doubt("strength is no number", row, number_cell)
        elif strength < 0:
            reader.doubt_column("strength below zero", row, "strength", number_cell)
            strength = None
        return written, strength
    return written, None


def _reported_by_target(reader: _Reader, row: int, told: str, site: str, source: End, target: End) -> bool:
    """Whether the column reporter says that the receiving end told of the tie."""
    if not told:
        return False
    if fold(told) in (fold(source.name), fold(target.name)):
        return fold(told) != fold(source.name)
    try:
        reporter = _find(reader.builder, tidy(told), "", site)
    except Ambiguous:
        reporter = None
    if reporter not in (source.id, target.id):
        reader.doubt("reported by another", row, "")
    return reporter == target.id


def _report(reader: _Reader, row: int, values: dict[str, str]) -> tuple[dict, dict[str, str]] | None:
    """The row of ``reports``, its numbers still open, and the cells; None where the row was set aside."""
    builder, plain = reader.builder, reader.plain
    site = builder.known_site(values.get("site", ""))
    source = _end(reader, row, values, site, "source")
    target = _end(reader, row, values, site, "target") if source else None
    if source is None or target is None:
        return None
    if source.id == target.id and (source.id or builder.directory.would_be_one(source.name, target.name, site)):
        set_aside(builder, plain, row, "names itself", f"“{source.name}” is named as its own partner")
        return None
    relation, directed, doubts = _relation(reader, values)
    if _says_none(reader, values, relation):
        action = "If there is one, write how strong it is, or leave the strength empty."
        set_aside(builder, plain, row, "says there is no tie", "the strength is 0, which says there is no tie", action)
        return None
    site, relation = builder.site(site), builder.relation(relation)  # from here on the row is kept
    source, target = _kept(reader, row, source, site), _kept(reader, row, target, site)
    for doubt in doubts:
        reader.doubt(doubt[0], row, *(doubt[1:] or (relation,)))
    reporter, named, direction = source, target, "gives"
    if _reported_by_target(reader, row, values.get("reporter", ""), site, source, target):
        reporter, named, direction = target, source, "gets"
    reader.met[row] += 1  # a matrix or a list of targets gives several ties a row
    report = {
        "report_id": f"{plain.sheet.name}:{row}" + (f":{reader.met[row]}" if reader.met[row] > 1 else ""),
        "site": site,
        "wave": values.get("wave") or "1",
        "relation": relation,
        "reporter_id": reporter.id,
        "named_id": named.id,
        "reporter_as_written": reporter.name,
        "named_as_written": named.name,
        "direction": direction if directed else "mutual",
        "strength_as_written": "",
        "strength": None,
        "asked": "list",
        "footing": "survey" if builder.ties_are_reports else "recorded",
        "amount": None,
        "date": values.get("date", ""),
        "source": plain.sheet.source,
        "row": row,
    }
    return report, values
