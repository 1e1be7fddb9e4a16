"""Reading of a plain list of ties: one report per row.

A row is interpreted completely before anything is written, so that an unused row leaves no trace.
"""

from collections import Counter
from dataclasses import dataclass, field

from ecosystem.collect.answer_words import NO_TIE, says_nothing
from ecosystem.collect.by_hand import is_by_hand
from ecosystem.collect.direction_words import DIRECTED, UNDIRECTED, direction_in_name
from ecosystem.collect.values import LARGEST, SMALLEST, Numbers, flag, number
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import TableBuilder, listed
from ecosystem.tables.lists import set_aside
from ecosystem.tables.report import Report
from ecosystem.tables.surveyed import NOBODY_ANSWERED
from ecosystem.tables.tie_ends import Doubt, Doubts, End, TieEnds, doubt
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

DEFAULT_RELATION = "tie"
_LIMITS = {"smallest": SMALLEST, "largest": LARGEST}  # of numbers that can be used in calculations
_NO_DIRECTION = "direction not given"


@dataclass
class _Reader:
    """Reader of one list of ties; an issue that recurs is recorded only at its first row."""

    builder: TableBuilder
    plain: Plain
    doubts: Doubts
    ends: TieEnds
    undeclared: dict[str, dict[str, None]] = field(default_factory=dict)  # relation -> answers on no declared scale
    met: Counter[int] = field(default_factory=Counter)  # row -> number of ties read from it so far
    # by the cells of a row: relation, and what they say of a direction
    relations: dict[tuple[str, str, bool | None], tuple[str, bool, tuple[Doubt, ...]]] = field(default_factory=dict)
    numbers: dict[str, Numbers] = field(default_factory=dict)  # column -> its number format


def read_ties(builder: TableBuilder, plain: Plain) -> None:
    """Add one report for each row that names two different organizations; record why others are not used."""
    doubts = Doubts()
    reader = _Reader(builder, plain, doubts, TieEnds(builder, plain, doubts))
    reports = [report for row, values in plain.rows() if (report := _report(reader, row, values))]
    _add_numbers(reader, reports)
    builder.reports += [report for report, _ in reports]
    kept = len(reports)
    if kept and builder.statuses and not (builder.ties_are_reports or is_by_hand(plain.sheet)):
        _read_as_a_list(builder, plain)
    for what, times in (("read", len(plain.frame)), ("kept", kept)):
        builder.count(plain.sheet, f"rows {what}", times)
        builder.count(plain.sheet, f"reports {what}", times)
    reader.ends.finish()
    for (reason, fields, wording), row in doubts.rows.items():
        said = dict(fields)
        if reason == "scale not declared":
            said["answers"] = listed(reader.undeclared[said["relation"]])
        builder.note(plain.sheet, reason, wording, row=row, **said)


def _read_as_a_list(builder: TableBuilder, plain: Plain) -> None:
    """Record that no organization answered, and treat the source as a survey only if it has responses.

    Ties without respondents are not answers, and statuses alone do not make a source a survey.
    """
    builder.survey = bool(builder.responses)
    builder.note(plain.sheet, NOBODY_ANSWERED, "" if builder.survey else "no_survey")


def _direction(values: dict[str, str]) -> tuple[str, bool | None]:
    """Return the cell that says whether a tie has a direction, and what it says; None where it is unclear or empty."""
    if cell := values.get("directed", ""):
        return cell, flag(cell)
    cell = values.get("undirected", "")
    says = flag(cell)
    return cell, says if says is None or fold(cell) in DIRECTED | UNDIRECTED else not says


def _relation(reader: _Reader, values: dict[str, str]) -> tuple[str, bool, tuple[Doubt, ...]]:
    """Return the relation of a row, whether it is directed, and any issues.

    Direction is taken from the cell, then the source's declaration, then the name of the file or sheet, then the
    built-in vocabulary.
    """
    builder, (cell, directed) = reader.builder, _direction(values)
    if known := reader.relations.get(cells := (values.get("relation", ""), cell, directed)):
        return known
    lone = next(iter(builder.relations)) if len(builder.relations) == 1 else DEFAULT_RELATION
    relation = builder.known_relation(lone if says_nothing(cells[0]) else cells[0])
    doubts: list[Doubt] = [doubt("direction unclear", answer=cell)] if cell and directed is None else []
    if directed is None and relation in builder.relations:
        directed = builder.relations[relation]["directed"]
    if directed is None and (directed := direction_in_name(reader.plain.sheet.origin)) is not None:
        doubts.append(doubt("direction from the name", "directed" if directed else ""))
    if directed is None and relation in load_relations():
        directed = load_relations()[relation].directed
    if directed is None:
        doubts.append(Doubt(_NO_DIRECTION))  # the relation is recorded once the row is kept
    reader.relations[cells] = relation, directed is not False, tuple(doubts)
    return reader.relations[cells]


def _add_numbers(reader: _Reader, reports: list[tuple[Report, dict[str, str]]]) -> None:
    """Fill in strengths and amounts; the number format of a column is inferred from the rows that are kept."""
    for column in {"strength", "amount"}.intersection(reader.plain.frame.columns):
        reader.numbers[column] = Numbers.of(dict.fromkeys(values[column] for _, values in reports))
    for report, values in reports:
        row = report.row
        report.strength_as_written, report.strength = _strength(reader, row, values, report.relation)
        if cell := values.get("amount", ""):
            report.amount = _number(reader, row, "amount", cell)
            if report.amount is None:
                reader.doubts.add(doubt("amount is no number", written=cell, **_LIMITS), row)


def _number(reader: _Reader, row: int, column: str, cell: str) -> float | None:
    """Return the number in a cell, in the number format of its column; None if it holds none."""
    numbers = reader.numbers[column]
    value = numbers.read(cell)
    if value is None:
        return None
    header = next(h for h, name in reader.plain.found.items() if name == column)
    if numbers.unsure(cell):
        said = {"written": cell, "header": header, "value": value, "without_point": cell.replace(".", "")}
        reader.doubts.add_once(doubt("thousands or decimals", **said), row, column)
    elif numbers.comma and value != number(cell):
        said = {"example": numbers.comma, "header": header, "either": numbers.either, "point": numbers.point}
        said["value"] = numbers.read(numbers.either) if numbers.either else None
        how = "_and_".join(name for name in ("either", "point") if said[name])
        reader.doubts.add_once(doubt("decimal comma", how, **said), row, column)
    return value


def _says_none(reader: _Reader, values: dict[str, str], relation: str) -> bool:
    """Return whether the relation reads "none", or the strength is 0 and 0 is not a step of the relation's scale."""
    if fold(values.get("relation", "")) in NO_TIE:
        return True
    cell = values.get("strength", "")
    steps = reader.builder.relations.get(relation, {}).get("steps", {})
    return "0" in cell and fold(cell) not in steps and Numbers(comma=cell).read(cell) == 0


def _strength(reader: _Reader, row: int, values: dict[str, str], relation: str) -> tuple[str, float | None]:
    """Return the answer as written, and the strength: its position on the declared scale, else its number."""
    number_cell, answer = values.get("strength", ""), values.get("scale_answer", "")
    written = number_cell or answer
    declared = reader.builder.relations.get(relation, {})
    if not written:
        return "", None
    if scale := declared.get("scale"):
        if step := declared["steps"].get(fold(written)):
            return written, float(step)
        reader.doubts.add(
            doubt("not on the scale", "listed", answer=written, relation=relation, scale=listed(scale)), row
        )
    elif not number_cell:
        reader.undeclared.setdefault(relation, {})[written] = None
        reader.doubts.add(doubt("scale not declared", "listed", relation=relation), row)
    else:
        strength = _number(reader, row, "strength", number_cell)
        if strength is None:
            reader.doubts.add(doubt("strength is no number", written=number_cell, **_LIMITS), row)
        elif strength < 0:
            reader.doubts.add_once(doubt("strength below zero", written=number_cell), row, "strength")
            strength = None
        return written, strength
    return written, None


def _reported_by_target(reader: _Reader, row: int, told: str, site: str, source: End, target: End) -> bool:
    """Return whether the column reporter states that the receiving end reported the tie."""
    if not told:
        return False
    if fold(told) in (fold(source.name), fold(target.name)):
        return fold(told) != fold(source.name)
    try:
        reporter = reader.ends.find(tidy(told), "", site)
    except Ambiguous:
        reporter = None
    if reporter not in (source.id, target.id):
        reader.doubts.add(doubt("reported by another"), row)
    return reporter == target.id


def _report(reader: _Reader, row: int, values: dict[str, str]) -> tuple[Report, dict[str, str]] | None:
    """Return the row of ``reports`` without its numbers, and the cells; None if the row is not used."""
    builder, plain = reader.builder, reader.plain
    sites = builder.places(plain.sheet, row, split_list(values.get("site", "")))
    site = sites[0] if sites else ""
    source = reader.ends.read(row, values, site, "source")
    target = reader.ends.read(row, values, site, "target") if source else None
    if source is None or target is None:
        return None
    if source.id == target.id and (source.id or builder.directory.would_be_one(source.name, target.name, site)):
        set_aside(builder, plain, row, "names itself", "listed", name=source.name)
        return None
    relation, directed, doubts = _relation(reader, values)
    if _says_none(reader, values, relation):
        set_aside(builder, plain, row, "says there is no tie", "listed")
        return None
    sites, relation = list(map(builder.site, sites)), builder.relation(relation)  # the row is kept from this point on
    source, target = reader.ends.keep(row, source, sites), reader.ends.keep(row, target, sites)
    for found in doubts:
        reader.doubts.add(doubt(_NO_DIRECTION, relation=relation) if found.reason == _NO_DIRECTION else found, row)
    reporter, named, direction = source, target, "gives"
    if _reported_by_target(reader, row, values.get("reporter", ""), site, source, target):
        reporter, named, direction = target, source, "gets"
    reader.met[row] += 1  # a matrix or a list of targets gives several ties per row
    report = Report(
        report_id=f"{plain.sheet.name}:{row}" + (f":{reader.met[row]}" if reader.met[row] > 1 else ""),
        site=LIST_SEPARATOR.join(sites),
        wave=builder.round(values.get("wave", "")),
        relation=relation,
        reporter_id=reporter.id,
        named_id=named.id,
        reporter_as_written=reporter.name,
        named_as_written=named.name,
        direction=direction if directed else "mutual",
        asked="list",
        footing="survey" if builder.ties_are_reports and not is_by_hand(plain.sheet) else "recorded",
        date=values.get("date", ""),
        source=plain.sheet.source,
        row=row,
    )
    return report, values
