"""Gaps in who is there and what they bring: sectors, roles, pairs of sectors, needs and offers."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.findings import limits
from ecosystem.findings.gaps.gap_record import CONFIDENCE, Finding, Gap, lowered
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.text import joined, split_list
from ecosystem.translation import gettext, ngettext
from ecosystem.translation import gettext_noop as _


def who_has(city: SiteNetwork, field: str) -> dict[str, list[str]]:
    """Return value -> ids of the organizations that have it, for a list column such as offers; values in order."""
    found: dict[str, list[str]] = {}
    for organization_id, text in city.members[field].dropna().items():
        for value in split_list(text):
            found.setdefault(value, []).append(str(organization_id))
    return dict(sorted(found.items()))


class _Words(NamedTuple):
    """The sentences of a gap in the checklist of sectors or of roles."""

    one: str
    several: str
    evidence: str
    sort_first: str


_SECTORS = _Words(
    _("No organization in {place} is known to have the sector {missing}"),
    _("No organization in {place} is known to have these sectors: {missing}"),
    _(
        "organizations with a known sector: {known:,}, none of them one of these; "
        "the whole map uses {used} of {all} sectors of the checklist"
    ),
    _("First assign one of all {all} sectors to every organization of this map."),
)
_ROLES = _Words(
    _("No organization in {place} is known to have the role {missing}"),
    _("No organization in {place} is known to have these roles: {missing}"),
    _(
        "organizations with a known role: {known:,}, none of them with one of these; "
        "the whole map uses {used} of {all} roles of the checklist"
    ),
    _("First assign all {all} roles of the checklist to the organizations of this map."),
)


def _missing(city: SiteNetwork, field: str, vocabulary: str, say: _Words) -> Iterator[Finding]:
    """Yield one finding that lists every word of the checklist that no organization has; none where all are used."""
    words = load_vocabulary(vocabulary).labels
    used = who_has(city, field)
    known = city.ecosystem.values(field) & set(words)
    missing = [f"“{word}”" for word in words if word not in used]
    if not used or not known or not missing:
        return  # a source that does not use this list says nothing about what is missing from it
    telling = len({organization for ids in used.values() for organization in ids})
    # A source with much wider classes than the list may have what seems missing in one of them.
    coarse = len(known) < len(words) / 2
    yield Finding(
        (),
        gettext(say.several if len(missing) > 1 else say.one).format(
            place=city.place, missing=joined(missing, len(missing))
        ),
        gettext(say.evidence).format(known=telling, used=len(known), all=len(words)),
        lowered("low" if coarse else "high", city),
        gettext(say.sort_first).format(all=len(words))
        if coarse
        else gettext("Ask organizations on the map who does this here, and invite those they name."),
        key=(),
    )


def missing_sectors(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the sectors of the checklist without any organization, invited or named."""
    return _missing(city, "sector", "sectors", _SECTORS)


def missing_roles(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the roles of the checklist that no organization reports."""
    return _missing(city, "roles", "roles", _ROLES)


def sector_pairs_without_a_tie(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the pairs of sectors without any tie, those with the most expected ties first.

    Expected ties: (pairs between the sectors) x (ties / all pairs), as if partners were chosen without regard to
    sector (docs/methods.md, section 6).
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
            gettext("No tie connects {one} and {other} in {place}").format(one=a, other=b, place=city.place),
            ngettext(
                "{size} × {size_of_other} = {possible:,} possible pair, no tie in it; "
                "{expected:.1f} would be expected if partners were chosen without regard to sector",
                "{size} × {size_of_other} = {possible:,} possible pairs, no tie among them; "
                "{expected:.1f} would be expected if partners were chosen without regard to sector",
                possible,
            ).format(size=len(ids[a]), size_of_other=len(ids[b]), possible=possible, expected=expected),
            lowered(confidence, city),
            gettext("Introduce one organization of each to the other: {one} and {other}.").format(
                one=best_known[a], other=best_known[b]
            ),
            key=(a, b),
        )


def _if_many_sectors(city: SiteNetwork) -> str | None:
    """Return why pairs of sectors are left out where there are very many sectors; None elsewhere."""
    many = city.size > limits.MOST_SECTORS and city.members["sector"].nunique() > limits.MOST_SECTORS
    return gettext("left out above {count:,} sectors").format(count=limits.MOST_SECTORS) if many else None


def needs_without_offer(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the needs that no organization of the map meets, those of the most organizations first."""
    offers, could = who_has(city, "offers"), who_has(city, "offers_could")
    for need, ids in sorted(who_has(city, "needs").items(), key=lambda n: (-len(n[1]), n[0])):
        if need not in offers:
            who = joined(city.names[o] for o in ids)
            perhaps = joined(city.names[o] for o in could.get(need, []))
            if perhaps:
                evidence = gettext("needed by {who}; offered by none; {perhaps} could offer it")
                action = gettext("Ask {perhaps} whether they would.")
            else:
                evidence = gettext("needed by {who}; offered by none")
                action = gettext("Look for a provider outside the map, or include it in the next grant proposal.")
            yield Finding(
                tuple(ids),
                gettext("“{need}” is needed in {place}, and no organization offers it").format(
                    need=need, place=city.place
                ),
                evidence.format(who=who, perhaps=perhaps),
                lowered("medium", city),
                action.format(perhaps=perhaps),
                key=(need,),
            )


def offers_without_taker(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the offers that no organization of the map needs."""
    needs = who_has(city, "needs") | who_has(city, "needs_could")
    for offer, ids in who_has(city, "offers").items():
        if offer not in needs:
            yield Finding(
                tuple(ids),
                gettext("“{offer}” is offered in {place}, and no organization reports needing it").format(
                    offer=offer, place=city.place
                ),
                gettext("offered by {who}; needed by none").format(who=joined(city.names[o] for o in ids)),
                lowered("medium", city),
                gettext("Tell community groups that it is available. Some do not name a need that seems out of reach."),
                key=(offer,),
            )


def _introduction(
    city: SiteNetwork, one: str, need: str, other: str, offering: int, known: str
) -> tuple[str, str, str]:
    """Return statement, evidence and action about a need and a matching offer of ``offering`` organizations.

    ``known``: partners of both. Where nobody was asked about ties, nothing is said of there being none.
    """
    fields = {"one": city.names[one], "other": city.names[other], "need": need, "count": offering}
    if not city.ties_asked:
        return (
            gettext("{one} needs “{need}”; {other} offers it").format(**fields),
            ngettext(
                "{count:,} other organization on the map offers it; nobody was asked about ties",
                "{count:,} other organizations on the map offer it; nobody was asked about ties",
                offering,
            ).format(**fields),
            gettext("Introduce them at the next meeting, unless they work together already."),
        )
    evidence = ngettext(
        "no other organization on the map offers it",
        "{count:,} organizations on the map offer it, none of them a partner so far",
        offering,
    )
    action = (
        gettext("Ask {introducers} to introduce them: both are partners.").format(introducers=known)
        if known
        else gettext("No organization on the map is a partner of both: introduce them at the next meeting.")
    )
    statement = gettext("{one} needs “{need}”; {other} offers it; they have no tie")
    return statement.format(**fields), evidence.format(**fields), action


def introductions(city: SiteNetwork) -> Iterator[Finding]:
    """Return a finding for each need that no partner meets while another organization of the map offers it.

    Of several offers the one with a common partner is chosen, who could introduce them; then the one named least.
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
            best, between = _best_offer(city, organization, partners, offering, offers_it)
            known = joined((city.names[o] for o in between), 2)
            statement, evidence, action = _introduction(city, organization, need, best, others, known)
            confidence = "high" if between else "medium" if city.ties_asked else "low"
            key = (organization, need)
            yield Finding((organization, best), statement, evidence, lowered(confidence, city), action, key)


def _best_offer(
    city: SiteNetwork, organization: str, partners: set[str], offering: list[str], offers_it: set[str]
) -> tuple[str, list[str]]:
    """Return the first of ``offering`` with a common partner, and these partners in order; else the first, and none.

    The search goes through partners' partners or through ``offering``, whichever are fewer.
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
        _("A need and a matching offer"),
        _("Which organizations need what another one offers, without a tie between them?"),
        _("Whether the offer fits the need, and whether the two know each other in ways nobody asked about."),
        introductions,
        needs=("needs", "offers"),
    ),
    Gap(
        "need_without_offer",
        _("Unmet need"),
        _("What is needed here that no organization offers?"),
        _("Whether an organization outside the map offers it."),
        needs_without_offer,
        needs=("needs", "offers"),
    ),
    Gap(
        "offer_without_taker",
        _("Unused offer"),
        _("What is offered here that no organization reports needing?"),
        _("Needs that were not reported."),
        offers_without_taker,
        needs=("offers", "needs"),
    ),
    Gap(
        "missing_sector",
        _("Missing sectors"),
        _("Which kinds of organizations are not on the map?"),
        _("Whether such organizations exist in the city. None was listed or named."),
        missing_sectors,
        needs=("sector",),
    ),
    Gap(
        "missing_role",
        _("Missing roles"),
        _("Which roles does no organization have?"),
        _("What organizations that have not answered do."),
        missing_roles,
        needs=("roles",),
    ),
    Gap(
        "sector_pair",
        _("Two sectors without a tie"),
        _("Which two kinds of organizations have no tie between them?"),
        _("Whether the two have a reason to work together."),
        sector_pairs_without_a_tie,
        _if_many_sectors,
        needs=("ties", "sector"),
    ),
)
