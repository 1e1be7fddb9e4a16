"""Proposals of pairs that may mean one organization, in the order in which to decide them."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import combinations, pairwise
from math import log
from typing import Any, NamedTuple

import pandas as pd

from ecosystem.names.matching import blocking
from ecosystem.names.matching.decided import Decided
from ecosystem.names.matching.evidence import Evidence, facts
from ecosystem.names.matching.namesakes import SEVERAL, Namesakes, namesakes, pairs_between
from ecosystem.names.matching.parsing import Name, read
from ecosystem.names.matching.scoring import NOTHING, Judgement, Surroundings, doubted, judge, judged_through
from ecosystem.names.matching.weights import DIFFERENT, Reason
from ecosystem.text import LIST_SEPARATOR, fold
from ecosystem.translation import gettext, ngettext

COLUMNS = ["site", "id_a", "name_a", "id_b", "name_b", "verdict", "score", "reasons", "site_a", "site_b", "ids"]
DIFFERENT_A_NAME = 3  # maximum number of look-alikes that differ listed per name
_ORDER = (DIFFERENT, "part of", "possible", "match")
FEW = 20  # minimum number of names assumed, so that words of a short list count as rare
THROUGH = 0.4  # minimum product of two scores for a third name to connect two names
CROWDED = 8  # a name with more similar names connects no further pairs
STEP = 2_000  # pairs scored between two progress reports

Progress = Callable[[float], None]


def proposals(
    spellings: pd.DataFrame,
    *,
    decided: pd.DataFrame | None = None,
    progress: Progress | None = None,
    across_sites: bool = False,
    about: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return one row per pair of organizations of a site whose names may mean the same, in the order to decide them.

    Organizations without a site are compared with those of all sites.

    ``spellings``: site, organization_id, name; where known website, email_domain, address, latitude, longitude, level,
    sector, part_of, earlier_names (joined by | or ;), named_by (ids joined by |). ``decided``: site, id_a, id_b,
    verdict ("same", "different", "part of"; another verdict leaves the pair open). ``progress`` is called with 0 to 1.
    ``about``: only pairs with one end among these ids.

    Columns: site, id_a, name_a, id_b, name_b, verdict, score (0 to 1), reasons (joined by "; "), site_a, site_b, ids
    (a tuple). Verdict "match": strong evidence; "possible"; "part of"; "different": similar names that certainly
    mean two. A name under three ids or more is one row with all of them in ids. Order: different last, then by score,
    by number of nominations of the two, and by id.

    >>> table = pd.DataFrame({"site": "X", "organization_id": ["1", "2"], "name": ["Parks Dept.", "Parks Department"]})
    >>> proposals(table)[["verdict", "reasons"]].values.tolist()
    [['match', '“dept” is short for “department”']]
    """
    settled = Decided(decided)
    table = spellings.assign(site=spellings["site"].fillna("").astype(str)).dropna(subset=["name", "organization_id"])
    groups = [("", table)] if across_sites else list(table.groupby("site", sort=True))
    anywhere = frozenset(table.loc[table["site"] == "", "organization_id"]) if len(groups) > 1 else frozenset()
    rows: list[dict[str, Any]] = []
    done, whole = 0, max(1, len(table))
    for site, group in groups:
        part = len(group) / whole
        told = (lambda share, before=done / whole, part=part: progress(before + part * share)) if progress else None
        if site == "" and anywhere:  # an organization without a city may be one of any city
            found = _of_group(table, settled, told, anywhere, across_sites=True)
            rows += [row for row in found if about is None or {row["id_a"], row["id_b"]} & set(about)]
        elif about is None or group["organization_id"].isin(about).any():
            rows += _of_group(
                group, settled, told, None if about is None else frozenset(about), across_sites=across_sites
            )
        done += len(group)
    if progress:
        progress(1.0)
    found = pd.DataFrame(rows, columns=[*COLUMNS, "named"])
    found = found.assign(last=found["verdict"] == DIFFERENT).sort_values(
        ["last", "score", "named", "site", "id_a", "id_b"], ascending=[True, False, False, True, True, True]
    )
    return found[COLUMNS].reset_index(drop=True).astype({"score": float})


class Listed(NamedTuple):
    """The spellings of a list, by position."""

    sites: list[str]
    ids: list[str]
    names: list[str]

    def row(self, one: int, other: int, judgement: Judgement) -> dict[str, Any]:
        """Return the row of a pair."""
        site_a, site_b = self.sites[one], self.sites[other]
        return {
            "site": site_a if site_a == site_b else f"{site_a} {LIST_SEPARATOR} {site_b}",
            "id_a": self.ids[one],
            "name_a": self.names[one],
            "id_b": self.ids[other],
            "name_b": self.names[other],
            "verdict": judgement.verdict,
            "score": round(judgement.score, 4),
            "reasons": "; ".join(judgement.reasons),
            "site_a": site_a,
            "site_b": site_b,
            "ids": (self.ids[one], self.ids[other]),
        }


def _of_group(
    rows: pd.DataFrame,
    settled: Decided,
    progress: Progress | None,
    about: frozenset[str] | None,
    *,
    across_sites: bool,
) -> list[dict[str, Any]]:
    """Return the proposals among the rows of one site, or of all where pairs may cross sites."""
    home = _home(rows["site"])
    read_names = [read(str(name), home) for name in rows["name"]]
    kept = [position for position, name in enumerate(read_names) if name is not None]
    rows = rows.iloc[kept]
    names = [name for name in read_names if name is not None]
    sites, ids = rows["site"].tolist(), rows["organization_id"].astype(str).tolist()
    owners = ids if across_sites else [f"{site}\n{owner}" for site, owner in zip(sites, ids, strict=True)]
    listed = Listed(sites, ids, rows["name"].astype(str).tolist())
    folded = [name.folded for name in names]
    evidence = Evidence(facts(rows), folded)
    groups = namesakes(folded, owners, sites, evidence.known)
    pairs = _pairs(groups, names, evidence, progress)
    pairs = pairs if about is None else _near(pairs, {at for at, each in enumerate(ids) if each in about})
    around = _surroundings([names[group.firsts[0]] for group in groups], home)
    best: Best = {}
    first = {owner: position for position, owner in reversed(list(enumerate(owners)))}
    keys = list(zip(sites, ids, strict=True))

    def judged(one: int, other: int) -> Judgement:
        known = evidence.of(one, other)
        if sites[one] != sites[other]:
            known.append(_city_reason(sites[one], sites[other]))
        return judge(names[one], names[other], around, known)

    for number, (one, other) in enumerate(sorted(pairs)):
        if progress and number % STEP == 0:
            progress(0.4 + 0.6 * number / len(pairs))
        if owners[one] == owners[other] or settled.settles(keys[one], keys[other]):
            continue
        judgement = judged(one, other)
        key = (min(first[owners[one]], first[owners[other]]), max(first[owners[one]], first[owners[other]]))
        if judgement is not NOTHING and judgement.verdict and _better(judgement, best.get(key)):
            turned = first[owners[one]] > first[owners[other]]
            best[key] = (judgement, other, one) if turned else (judgement, one, other)
    unclear = {at for at, name in enumerate(names) if around.initials.get(name.compact, 1) > 1}
    _through_a_third(best, names, unclear, lambda one, other: settled.settles(keys[one], keys[other]))
    found = _rows(best, listed, evidence)
    for question in (question for group in groups for question in group.questions() if len(question) >= SEVERAL):
        open_to = _undecided(question, keys, settled)
        if len(open_to) > 1:
            found.append(_group_row(open_to, [judged(*pair) for pair in pairwise(open_to)], listed))
    return found if about is None else [row for row in found if not about.isdisjoint(row["ids"])]


def _city_reason(one: str, other: str) -> Reason:
    """Return the reason given by the cities of two organizations; "" where the source names none."""
    if one and other:
        return Reason("another city", gettext("In two cities: {one} and {other}"), one=one, other=other)
    return Reason("city of one", gettext("Only one of them has a city: {city}").format(city=one or other))


def _pairs(
    groups: Sequence[Namesakes], names: Sequence[Name], evidence: Evidence, progress: Progress | None
) -> set[tuple[int, int]]:
    """Return the pairs of positions worth comparing. Names are compared once, however many organizations bear them."""
    distinct = [names[group.firsts[0]] for group in groups]
    texts = [" ".join(word.text for word in name.readings[0].words) for name in distinct]
    between = blocking.sharing(blocking.keys(distinct)) | blocking.initials(distinct)
    between |= blocking.look_alikes(texts, (lambda share: progress(0.4 * share)) if progress else None)
    pairs = {pair for one, other in between for pair in pairs_between(groups[one], groups[other], evidence.known)}
    pairs |= {(min(pair), max(pair)) for group in groups for pair in group.questions() if len(pair) == 2}
    compared = [at for group in groups for at in group.compared]
    name_of = evidence.folded
    pairs |= {pair for pair in blocking.sharing(evidence.keys(compared)) if name_of[pair[0]] != name_of[pair[1]]}
    return pairs


def _undecided(question: Sequence[int], keys: Sequence[tuple[str, str]], settled: Decided) -> list[int]:
    """Return the positions of a question about one name without those that decisions merged with an earlier one."""
    found = {settled.kept(keys[at]): at for at in reversed(question)}
    return sorted(found.values())


def _group_row(positions: Sequence[int], judgements: Sequence[Judgement], listed: Listed) -> dict[str, Any]:
    """Return the row of one question about all organizations of a name: as sure as the least sure of its pairs."""
    least = min(judgements, key=lambda each: (_ORDER.index(each.verdict or DIFFERENT), each.score))
    open_ones = [each for each in judgements if each.verdict in ("match", "possible")]
    if least.verdict == DIFFERENT and open_ones:
        least = min(open_ones, key=lambda each: each.score)._replace(verdict="possible")
    told = ngettext("The same name under {count:,} id", "The same name under {count:,} ids", len(positions))
    reasons = [told.format(count=len(positions)), *least.reasons[1:]]
    row = listed.row(positions[0], positions[1], least._replace(reasons=tuple(reasons)))
    return row | {
        "site": f" {LIST_SEPARATOR} ".join(dict.fromkeys(listed.sites[at] for at in positions)),
        "ids": tuple(listed.ids[at] for at in positions),
        "named": 0,
    }


def _near(pairs: set[tuple[int, int]], wanted: set[int]) -> set[tuple[int, int]]:
    """Return the pairs that touch one of ``wanted``, or a name compared with one, as a third name may connect two."""
    near = wanted.union(*(pair for pair in pairs if not wanted.isdisjoint(pair)))
    return {pair for pair in pairs if not near.isdisjoint(pair)}


Best = dict[tuple[int, int], tuple[Judgement, int, int]]


def _through_a_third(best: Best, names: list[Name], unclear: set[int], settled: Callable[[int, int], bool]) -> None:
    """Add pairs connected by a third name, and downgrade a match with a name that also matches a different one.

    If A is B and B is C, then A is C; so if A and C differ, B matches at most one of them: the match, if only one is.
    A name that is ``unclear``, as initials of several names, connects nothing.
    """
    likely: dict[int, dict[int, float]] = {}
    for (low, high), (judgement, _, _) in best.items():
        if judgement.verdict in ("match", "possible") and not judgement.contrary:
            likely.setdefault(low, {})[high] = judgement.score
            likely.setdefault(high, {})[low] = judgement.score
    found: Best = {}
    for between, ends in sorted(likely.items()):
        for one, other in combinations(sorted(ends), 2) if len(ends) <= CROWDED and between not in unclear else ():
            score = ends[one] * ends[other]
            if score < THROUGH or settled(one, other):
                continue
            if (one, other) not in best:
                if (one, other) not in found or score > found[one, other][0].score:
                    judgement = judged_through(
                        score, gettext("Both may be “{name}”").format(name=names[between].written.strip())
                    )
                    found[one, other] = (judgement, one, other)
            elif best[one, other][0].verdict == DIFFERENT:
                edges = [(min(between, end), max(between, end)) for end in (one, other)]
                matches = [edge for edge in edges if best[edge][0].verdict == "match"]
                for edge in edges if len(matches) != 1 else set(edges) - set(matches):
                    found[edge] = (doubted(best[edge][0]), *best[edge][1:])
    best.update(found)


def _better(judgement: Judgement, before: tuple[Judgement, int, int] | None) -> bool:
    if before is None:
        return True
    return (judgement.verdict != DIFFERENT, judgement.score) > (before[0].verdict != DIFFERENT, before[0].score)


def _home(sites: pd.Series) -> tuple[str, ...]:
    """Return the words of the city's name, if the rows are of one city."""
    cities = {site for site in sites if site}
    return tuple(fold(cities.pop()).split()) if len(cities) == 1 else ()


def _surroundings(names: list[Name], home: tuple[str, ...]) -> Surroundings:
    """Return the rarity of each word among the names, the words of the city's name, and ambiguous initials."""
    found = Counter(word for name in names for word in {each.text for one in name.readings for each in one.words})
    size = len(names) + FEW  # in a list of two names no word is common
    rarity = {word: log(size / times) / log(size) for word, times in found.items()}
    city = read(" ".join(home))
    initials: dict[str, set[str]] = {}
    for name in names:
        for letters in name.initials:
            initials.setdefault(letters, set()).add(name.readings[0].key)
    return Surroundings(
        rarity,
        frozenset(word.text for word in city.readings[0].words) if city else frozenset(),
        {letters: len(keys) for letters, keys in initials.items()},
    )


def _rows(best: Best, listed: Listed, evidence: Evidence) -> list[dict[str, Any]]:
    """Return the rows of the pairs, the most certain first; of differing names, a few for each."""
    named: Counter[int] = Counter()
    made = []
    for (low, high), (judgement, one, other) in sorted(best.items(), key=lambda item: (-item[1][0].score, item[0])):
        if judgement.verdict == DIFFERENT:
            if max(named[low], named[high]) >= DIFFERENT_A_NAME:
                continue
            named.update((low, high))
        by = len(evidence.known[one].named_by | evidence.known[other].named_by)
        made.append(listed.row(one, other, judgement) | {"named": by})
    return made
