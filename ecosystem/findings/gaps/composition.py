"""Gaps in who is there and what they bring: sectors, roles, pairs of sectors, needs and offers."""

from collections.abc import Iterator
from itertools import combinations

from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.findings import limits
from ecosystem.findings.gaps.gap_record import CONFIDENCE, Finding, Gap, lowered
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.text import counted, joined, split_list


def who_has(city: SiteNetwork, field: str) -> dict[str, list[str]]:
    """Value -> ids of the organizations that have it, for a list column such as offers; values in order."""
    found: dict[str, list[str]] = {}
    for organization_id, text in city.members[field].dropna().items():
        for value in split_list(text):
            found.setdefault(value, []).append(str(organization_id))
    return dict(sorted(found.items()))


def _missing(city: SiteNetwork, field: str, vocabulary: str, noun: str) -> Iterator[Finding]:
    """One finding that lists every word of the checklist that no organization has; none where all are there."""
    words = load_vocabulary(vocabulary).labels
    used = who_has(city, field)
    known = city.ecosystem.values(field) & set(words)
    missing = [f"“{word}”" for word in words if word not in used]
    if not used or not known or not missing:
        return  # a source that does not sort by this list says nothing of what is missing from it
    telling = len({organization for ids in used.values() for organization in ids})
    which = f"these {noun}s:" if len(missing) > 1 else f"the {noun}"
    coarse = len(known) < len(words) / 2  # such a source sorts more coarsely than the list: others may hide in it
    yield Finding(
        (),
        f"No organization in {city.place} is known to have {which} {joined(missing, len(missing))}",
        f"{counted(telling, 'organization')} with a known {noun}, none of them so; "
        f"the whole map uses {len(known)} of {len(words)} {noun}s of the checklist",
        lowered("low" if coarse else "high", city),
        f"Sort the organizations of this map by all {len(words)} {noun}s first."
        if coarse
        else "Ask those on the map who does this here, and invite them.",
        key=(),
    )


def missing_sectors(city: SiteNetwork) -> Iterator[Finding]:
    """The sectors of the checklist without an organization, known ones and named ones both counted."""
    return _missing(city, "sector", "sectors", "sector")


def missing_roles(city: SiteNetwork) -> Iterator[Finding]:
    """The roles of the checklist that no organization says it plays."""
    return _missing(city, "roles", "roles", "role")


def sector_pairs_without_a_tie(city: SiteNetwork) -> Iterator[Finding]:
    """Pairs of sectors without any tie, those first where most ties were to be expected.

    Expected ties: (pairs between the sectors) x (ties / all pairs), as if ties fell without regard to sector.
    """
    sector = {o: s for o, s in city.members["sector"].dropna().items() if o in city.union}
    pairs = [frozenset((sector[a], sector[b])) for a, b in city.union.edges if a in sector and b in sector]
    total = len(sector) * (len(sector) - 1) / 2
    if not pairs or not total:
        return
    joined_sectors = set(pairs)
    ids: dict[str, list[str]] = {s: [] for s in sorted(set(sector.values()))}
    for organization in sorted(sector):
        ids[sector[organization]].append(organization)
    best_known = {s: city.names[max(of, key=city.union.degree)] for s, of in ids.items()}  # with most partners
    found = []
    for a, b in combinations(ids, 2):
        possible = len(ids[a]) * len(ids[b])
        if frozenset((a, b)) not in joined_sectors:
            found.append((possible * len(pairs) / total, possible, a, b))
    for expected, possible, a, b in sorted(found, key=lambda f: (-f[0], f[2], f[3])):
        confidence = "high" if expected >= 3 else "medium" if expected >= 1 else "low"
        yield Finding(
            tuple(sorted(ids[a] + ids[b])),
            f"No tie joins {a} and {b} in {city.place}",
            f"{len(ids[a])} × {len(ids[b])} = {counted(possible, 'possible pair')}, no tie among them; "
            f"{expected:.1f} would be expected if ties fell without regard to sector",
            lowered(confidence, city),
            f"Bring one organization of each together: {joined([best_known[a], best_known[b]])}.",
            key=(a, b),
        )


def _if_many_sectors(city: SiteNetwork) -> str | None:
    """The reason why pairs of sectors are not looked at where there are very many; None elsewhere."""
    many = city.size > limits.MOST_SECTORS and city.members["sector"].nunique() > limits.MOST_SECTORS
    return f"left out above {limits.MOST_SECTORS} sectors" if many else None


def needs_without_offer(city: SiteNetwork) -> Iterator[Finding]:
    """Needs that nobody on the map offers, those of most organizations first."""
    offers, could = who_has(city, "offers"), who_has(city, "offers_could")
    for need, ids in sorted(who_has(city, "needs").items(), key=lambda n: (-len(n[1]), n[0])):
        if need not in offers:
            perhaps = could.get(need, [])
            yield Finding(
                tuple(ids),
                f"“{need}” is needed in {city.place} and nobody offers it",
                f"needed by {joined(city.names[o] for o in ids)}; offered by none"
                + (f"; {joined(city.names[o] for o in perhaps)} could offer it" if perhaps else ""),
                lowered("medium", city),
                f"Ask {joined(city.names[o] for o in perhaps)} whether they would."
                if perhaps
                else "Look for a provider outside the map, or name it in the next grant proposal.",
                key=(need,),
            )


def offers_without_taker(city: SiteNetwork) -> Iterator[Finding]:
    """Offers that nobody on the map needs."""
    needs = who_has(city, "needs") | who_has(city, "needs_could")
    for offer, ids in who_has(city, "offers").items():
        if offer not in needs:
            yield Finding(
                tuple(ids),
                f"“{offer}” is offered in {city.place} and nobody says it is needed",
                f"offered by {joined(city.names[o] for o in ids)}; needed by none",
                lowered("medium", city),
                "Tell the community groups that it is there; not everybody names a need that seems out of reach.",
                key=(offer,),
            )


def introductions(city: SiteNetwork) -> Iterator[Finding]:
    """One for each need that no partner meets while somebody else on the map offers it; with who could introduce.

    Of several offers the one with a common partner is taken, then the one named least often.
    """
    return iter(sorted(_introductions(city), key=lambda finding: CONFIDENCE.index(finding.confidence)))


def _introductions(city: SiteNetwork) -> Iterator[Finding]:
    offers = who_has(city, "offers")
    for need, ids in who_has(city, "needs").items():
        offering = sorted(offers.get(need, []), key=lambda o: (city.named_by.get(o, 0), o))  # least named first
        offers_it = set(offering)
        for organization in ids:
            partners = _partners(city, organization)
            others = len(offering) - (organization in offers_it)
            if not others or not partners.isdisjoint(offers_it):
                continue
            best, between = _to_meet(city, organization, partners, offering, offers_it)
            known = joined((city.names[o] for o in between), 2)
            yield Finding(
                (organization, best),
                f"{city.names[organization]} needs “{need}”; {city.names[best]} offers it; no tie joins them",
                f"{counted(others, 'organization')} on the map offer it, none of them a partner so far"
                if others > 1
                else "nobody else on the map offers it",
                lowered("high" if between else "medium", city),
                f"Ask {known} to introduce them: both are partners."
                if known
                else "Nobody on the map knows both: introduce them yourself, or at the next meeting.",
                key=(organization, need),
            )


def _to_meet(
    city: SiteNetwork, organization: str, partners: set[str], offering: list[str], offers_it: set[str]
) -> tuple[str, list[str]]:
    """The first of ``offering`` with a common partner, and those partners in order; else the first of all, and none.

    It is looked for among partners' partners or along ``offering``, whichever are fewer.
    """
    if sum(map(city.union.degree, partners)) < len(offering):
        near = {o for partner in partners for o in city.union[partner] if o in offers_it and o != organization}
        best = min(near, key=lambda o: (city.named_by.get(o, 0), o), default=None)
    else:
        others = (o for o in offering if o != organization)
        best = next((o for o in others if not partners.isdisjoint(city.union.adj.get(o, ()))), None)
    if best is None:
        return next(o for o in offering if o != organization), []
    return best, sorted(partners & _partners(city, best))


def _partners(city: SiteNetwork, organization: str) -> set[str]:
    return set(city.union[organization]) if organization in city.union else set()


COMPOSITION_GAPS = (
    Gap(
        "introduction",
        "A need, and an offer nobody took",
        "Who needs what somebody else here offers, without a tie between them?",
        "Whether the offer fits, and whether the two know each other outside what was asked.",
        introductions,
    ),
    Gap(
        "need_without_offer",
        "A need nobody meets",
        "What is needed here that nobody offers?",
        "Whether somebody outside the map offers it.",
        needs_without_offer,
    ),
    Gap(
        "offer_without_taker",
        "An offer nobody asked for",
        "What is offered here that nobody says it needs?",
        "Needs that nobody thought of naming.",
        offers_without_taker,
    ),
    Gap(
        "missing_sector",
        "Sectors that are absent",
        "Which kinds of organizations are not on the map at all?",
        "Whether such organizations exist in the city; only that nobody listed or named one.",
        missing_sectors,
    ),
    Gap(
        "missing_role",
        "Roles nobody plays",
        "Which parts in the work does nobody here play?",
        "What those who have not answered do.",
        missing_roles,
    ),
    Gap(
        "sector_pair",
        "Two sectors without a tie",
        "Which two kinds of organizations do not work together at all?",
        "Whether the two have anything to do with each other.",
        sector_pairs_without_a_tie,
        _if_many_sectors,
    ),
)
