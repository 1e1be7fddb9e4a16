"""What is new between two versions of a source: answers or rows added, changed or gone, by one rule for all sources.

Rows that are equal in all columns of both versions are the same. Of the others, those are one that have in common the
form tool's own id of the answer, else time and organization, else the organization, else the time. Columns about people
are not compared, and no cell counts as changed because one of the versions was taken in with more people known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from ecosystem.collect.people_columns import holds_marks_alone, set_apart
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.redaction import redacted
from ecosystem.collect.row_keys import Keys, keys_of
from ecosystem.collect.sheet import FILE, Sheet
from ecosystem.translation import gettext, ngettext

NAMED = 5  # columns listed by name; the others are counted
NEW, CHANGED, GONE = "new", "changed", "gone"
COLUMNS = ("what", "organization", "questions", "sheet", "row")
_ALIKE = 0.5  # share of the headers by which a sheet of another name is followed
_FILLED = "x"  # in place of a text that one version lacks
Row = tuple[str, ...]
Treated = Callable[[str], str]  # a text without what a project keeps of nobody


@dataclass(frozen=True)
class Differences:
    """What a newer version of a source brings."""

    new: int
    changed: int
    gone: int
    lines: tuple[str, ...]  # sentences on sheets, columns and rows; never a cell
    table: pd.DataFrame  # what, organization, questions (headers of changed cells), sheet, row; without people
    answers: bool = True  # answers to a form; otherwise rows of lists

    @property
    def summary(self) -> str:
        """Return the counts in words: "6 new answers, 1 changed, 1 gone"."""
        came = _new(self.new, answers=self.answers)
        parts = [came] if self.new or not (self.changed or self.gone) else []
        parts += [gettext("{count:,} changed").format(count=self.changed)] if self.changed else []
        parts += [gettext("{count:,} gone").format(count=self.gone)] if self.gone else []
        return ", ".join(parts)

    def __bool__(self) -> bool:
        return bool(self.lines)


def differences(
    before: Sequence[Sheet], after: Sequence[Sheet], recipe: Recipe | None = None, treated: Treated | None = None
) -> Differences:
    """Return what was added, changed or removed between two versions of a source.

    Sheets are matched by the number of a tab, else by name, else by their headers. ``recipe``: the column setup, which
    may say which column names the organization and which are about people. ``treated``: a text as the project would
    keep it now, so that what an earlier version still says of somebody is no difference.
    """
    lines: list[str] = []
    rows: list[tuple[str, str, str, str, int]] = []
    kinds = Counter[bool]()
    several = max(len(before), len(after)) > 1
    left, later = _by_identity(before), _by_identity(after)
    for identity, sheet in later.items():
        old = left.pop(identity, None) or _under_another_name(sheet, left, later)
        keys = keys_of(sheet, recipe)
        if old is None:
            lines.append(_new_sheet(sheet, answers=keys.answers))
            continue
        left = {key: other for key, other in left.items() if other is not old}
        if old.name != sheet.name and (sheet.origin.part or sheet.origin.kind != FILE):
            lines.append(gettext('tab renamed: "{old}" is now "{new}"').format(old=old.name, new=sheet.name))
        found = _rows_changed(old, keys_of(old, recipe), sheet, keys, recipe, treated)
        kinds[keys.answers] += len(found)
        counts = Counter(what for what, *_ in found)
        inside = _columns_changed(old.frame, sheet.frame) + _counted(counts, answers=keys.answers)
        where = gettext('{change} (in "{sheet}")') if several else "{change}"
        lines += [where.format(change=change, sheet=sheet.name) for change in inside]
        rows += [(what, who, headers, sheet.name, row) for what, who, headers, row in found]
    lines += [gettext('tab gone: "{sheet}"').format(sheet=sheet.name) for sheet in left.values()]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in COLUMNS[:-1]:
        table[column] = table[column].map(lambda text: redacted(text).text).astype("string")
    counted = Counter(what for what, *_ in rows)
    said = tuple(redacted(line).text for line in lines)
    return Differences(counted[NEW], counted[CHANGED], counted[GONE], said, table, answers=kinds[True] >= kinds[False])


def pairs(old: Sheet, new: Sheet, recipe: Recipe | None = None) -> int:
    """Return how many rows of an older sheet a newer one still has, changed or not, by their time or id if they can."""
    earlier, later = keys_of(old, recipe), keys_of(new, recipe)
    shared = _compared(old, new, {}, recipe) or [h for h in old.frame.columns if h in new.frame.columns]
    before, after = _both(old, new, [(header, header) for header in shared])
    went, came = _beyond(before, after), _beyond(after, before)
    rules = _rules(earlier, later)
    sure = rules[:1] if earlier.ids or earlier.times else rules
    return len(old.frame) - len(went) + len(_paired(went, came, sure))


def _under_another_name(sheet: Sheet, left: dict[str, Sheet], later: dict[str, Sheet]) -> Sheet | None:
    """Return the earlier sheet without a number that had the most headers of this one, at least half, if it is gone."""
    if sheet.origin.whole_tab is not None:
        return None
    gone = [old for identity, old in left.items() if identity not in later and old.origin.whole_tab is None]
    best = max(gone, key=lambda old: alike(old, sheet), default=None)
    return best if best is not None and alike(best, sheet) >= _ALIKE else None


def alike(one: Sheet, other: Sheet) -> float:
    """Return the share of the headers of two sheets that both have, 0 to 1."""
    first, second = set(one.frame.columns), set(other.frame.columns)
    return len(first & second) / (len(first | second) or 1)


def _by_identity(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    return {sheet.origin.whole_tab or sheet.name: sheet for sheet in sheets}


def _renamed(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, str]:
    """Return removed headers by the new header that has the same cells in the rows both versions have."""
    rows = old.index.intersection(new.index)
    found: dict[str, str] = {}
    for header in old.columns.difference(new.columns, sort=False):
        cells = old.loc[rows, header].tolist()
        for other in new.columns.difference(old.columns, sort=False):
            if other not in found.values() and any(cells) and new.loc[rows, other].tolist() == cells:
                found[header] = other
                break
    return found


def _columns_changed(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    renamed = _renamed(old, new)
    came = [header for header in new.columns if header not in old.columns and header not in renamed.values()]
    went = [header for header in old.columns if header not in new.columns and header not in renamed]
    stayed = [renamed.get(header, header) for header in old.columns if header not in went]
    moved = stayed != [header for header in new.columns if header not in came]
    said = []
    if came:
        template = ngettext("{count:,} new column: {headers}", "{count:,} new columns: {headers}", len(came))
        said.append(template.format(count=len(came), headers=_listed(came)))
    if went:
        template = ngettext("{count:,} column gone: {headers}", "{count:,} columns gone: {headers}", len(went))
        said.append(template.format(count=len(went), headers=_listed(went)))
    for header, other in renamed.items():
        said.append(gettext('column renamed: "{old}" is now "{new}"').format(old=header, new=other))
    return [*said, *([gettext("columns stand in another order")] if moved else [])]


def _rows_changed(
    old: Sheet, earlier: Keys, new: Sheet, later: Keys, recipe: Recipe | None, treated: Treated | None
) -> list[tuple[str, str, str, int]]:
    """Return what, organization, headers of the changed cells, and row, of each row that is new, changed or gone."""
    renamed = _renamed(old.frame, new.frame)
    shared = _compared(old, new, renamed, recipe)
    if not shared:
        return []
    before, after = _both(old, new, [(header, renamed.get(header, header)) for header in shared])
    went, came = _beyond(before, after), _beyond(after, before)
    if treated:
        gone, come = ([(row, tuple(map(treated, cells))) for row, cells in rows] for rows in (went, came))
        went, came = _beyond(gone, come), _beyond(come, gone)
    changed = _paired(went, came, _rules(earlier, later))
    of_old, of_new = dict(went), dict(came)
    found = []
    for row, was in changed.items():
        headers = [h for h, one, other in zip(shared, of_old[was], of_new[row], strict=True) if one != other]
        found.append((CHANGED, later.shown.get(row, ""), _listed(headers), row))
    found += [(NEW, later.shown.get(row, ""), "", row) for row in of_new if row not in changed]
    found += [(GONE, earlier.shown.get(row, ""), "", row) for row in of_old if row not in changed.values()]
    order = (NEW, CHANGED, GONE)
    return sorted(found, key=lambda each: (order.index(each[0]), each[-1]))


def _compared(old: Sheet, new: Sheet, renamed: dict[str, str], recipe: Recipe | None) -> list[str]:
    """Return the earlier headers of the columns that both versions have and that neither holds people in."""
    apart, later = set_apart(old, recipe), set_apart(new, recipe)
    both = [(h, renamed.get(h, h)) for h in old.frame.columns if renamed.get(h, h) in new.frame.columns]
    return [h for h, other in both if h not in apart and other not in later]


def _both(
    old: Sheet, new: Sheet, headers: Sequence[tuple[str, str]]
) -> tuple[list[tuple[int, Row]], list[tuple[int, Row]]]:
    """Return the rows of two versions; of a column whose texts one of them lacks, whether its cells are filled."""
    sides = ((old, [h for h, _ in headers]), (new, [other for _, other in headers]))
    lack = [holds_marks_alone(old, h) != holds_marks_alone(new, other) for h, other in headers]
    before, after = (
        [
            _filled(sheet, header) if hidden else sheet.frame[header].tolist()
            for header, hidden in zip(own, lack, strict=True)
        ]
        for sheet, own in sides
    )
    return (
        list(zip(old.frame.index.tolist(), zip(*before, strict=True), strict=True)),
        list(zip(new.frame.index.tolist(), zip(*after, strict=True), strict=True)),
    )


def _filled(sheet: Sheet, header: str) -> list[str]:
    return [_FILLED if cell.strip() else "" for cell in sheet.frame[header].tolist()]


def _beyond(rows: list[tuple[int, Row]], others: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Return the rows that have no equal among the others; each other row matches one row."""
    there = Counter(row for _, row in others)
    left = []
    for number, row in rows:
        if there[row]:
            there[row] -= 1
        else:
            left.append((number, row))
    return left


# What identifies a row: of the older sheet, and of the newer
Rule = tuple[Callable[[int], object], Callable[[int], object]]


def _rules(earlier: Keys, later: Keys) -> list[Rule]:
    """Return the ways to identify a row, the surest first."""
    if earlier.ids and later.ids:
        return [(earlier.ids.get, later.ids.get)]
    rules: list[Rule] = [
        (earlier.moment, later.moment),
        (earlier.names.get, later.names.get),
        (earlier.times.get, later.times.get),
    ]
    if not (earlier.times or earlier.names):  # nothing tells which row is which but its place
        rules.append((int, int))
    return rules


def _paired(went: list[tuple[int, Row]], came: list[tuple[int, Row]], rules: Sequence[Rule]) -> dict[int, int]:
    """Return row -> the earlier row that it is a change of; each is used once."""
    open_to, found = [row for row, _ in went], dict[int, int]()
    for of_old, of_new in rules:
        there: dict[object, list[int]] = defaultdict(list)
        for row in reversed([row for row, _ in came if row not in found]):
            if key := of_new(row):
                there[key].append(row)
        left = []
        for row in open_to:
            key = of_old(row)
            if key and there.get(key):
                found[there[key].pop()] = row
            else:
                left.append(row)
        open_to = left
    return found


def _new(count: int, *, answers: bool) -> str:
    if answers:
        return ngettext("{count:,} new answer", "{count:,} new answers", count).format(count=count)
    return ngettext("{count:,} new row", "{count:,} new rows", count).format(count=count)


def _new_sheet(sheet: Sheet, *, answers: bool) -> str:
    count = len(sheet.frame)
    if answers:
        template = ngettext(
            'new tab: "{sheet}", with {count:,} answer', 'new tab: "{sheet}", with {count:,} answers', count
        )
    else:
        template = ngettext('new tab: "{sheet}", with {count:,} row', 'new tab: "{sheet}", with {count:,} rows', count)
    return template.format(sheet=sheet.name, count=count)


def _counted(counts: Counter[str], *, answers: bool) -> list[str]:
    """Return a sentence for each of the counts that is not zero."""
    changed, gone = counts[CHANGED], counts[GONE]
    if answers:
        templates = (
            ngettext("{count:,} answer changed", "{count:,} answers changed", changed),
            ngettext("{count:,} answer gone", "{count:,} answers gone", gone),
        )
    else:
        templates = (
            ngettext("{count:,} row changed", "{count:,} rows changed", changed),
            ngettext("{count:,} row gone", "{count:,} rows gone", gone),
        )
    said = [_new(counts[NEW], answers=answers)] if counts[NEW] else []
    return [*said, *(t.format(count=n) for t, n in zip(templates, (changed, gone), strict=True) if n)]


def _listed(headers: list[str]) -> str:
    listed = ", ".join(f'"{header}"' for header in headers[:NAMED])
    more = len(headers) - NAMED
    return gettext("{headers} and {count:,} more").format(headers=listed, count=more) if more > 0 else listed
