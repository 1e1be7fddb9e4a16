"""What the words of a header say of a column in a list of ties: which end it names, what kind of tie, a group."""

import re

from ecosystem.collect.vocabularies import load_relations
from ecosystem.text import fold, unaccented


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GIVERS = _words(
    """funder funders funding grantor grantmaker donor donors giver lender investor payer philanthropy financiador
    financiadora donante financeur bailleur forderer geldgeber mittelgeber doador"""
)
_TAKERS = _words(
    """recipient recipients grantee grantees awardee beneficiary receiver subgrantee subrecipient borrower investee
    payee beneficiario beneficiaria receptor destinatario empfanger zuwendungsempfanger beneficiaire"""
)
_SOURCES = _GIVERS | _words(
    "from source who ego origin sender lead leader provider sponsor origen desde emisor origem von quelle origine quien"
)
_TARGETS = _TAKERS | _words(
    """to target alter partner partners named support supporting supporter with destination receiver destino hacia
    contraparte socio socios aliado aliados parceiro parceiros nach ziel vers cible partenaire partenaires
    zielorganisation collaborator collaborators whom other con mit avec quem"""
)
_FIRST, _SECOND = _words("a 1 i one first x uno"), _words("b 2 j two second y dos")
_NO_NAME = _words(
    """currency date dates day year years month time id ids identifier code codes number no num type kind amount
    money value usd description title url website web link email phone address street city town state county
    country zip postal region status notes note comment comments latitude longitude lat lon score count
    population fiscal strength weight level start end begin fecha ano monto tipo ciudad estado direccion jahr
    betrag stadt ort"""
)
_STRENGTHS = _words("score strength weight level rating intensity closeness times count")
_PLACES = _words(
    """city town county state country region zip postal address street neighborhood district ciudad municipio estado
    provincia pais direccion barrio stadt ort land bundesland ville pays region cidade"""
)
_PARENT = re.compile(
    r"^(?:parent|umbrella)\b|\b(?:part|subsidiary|division|department|unit|branch|chapter|program) of\b|\bbelongs to\b"
    r"|\bowned by\b|\bparte de\b|\bteil von\b|\bmatriz\b"
)
_IDS = _words("id ids node nodes org orgs organization organisation organizations agency entity group member nr code")
_GROUPS = re.compile(
    r"\b(?:coalitions?|networks?|collaboratives?|collaborations?|alliances?|working groups?|task ?forces?|committees?"
    r"|consorti(?:um|a)|partnerships?|initiatives?|round ?tables?|member(?:ship)?s? (?:of|in)|memberships?"
    r"|affiliations?|belongs to|participates in|takes part in|coalicion(?:es)?|red(?:es)?|alianzas?|iniciativas?"
    r"|mesas?(?: de trabajo)?|netzwerke?|bundnis(?:se)?|arbeitsgruppen?|initiativen?|reseaux?|coalizao|coalizoes"
    r"|grupos? de trabajo)\b"
)
_MEMBERS = re.compile(
    r"^(?:(?:member|participating|partner) )?(?:members?|participants?|organi[sz]ations?|orgs|agencies|partners)$"
    r"|^(?:miembros|participantes|organizaciones|mitglieder|teilnehmer|membres|membros)$"
)
_OWN_WORK = re.compile(r"\b(?:projects?|programs?|programmes?|events?|campaigns?|proyectos?|projekte?|projets?)\b")
_PARTNERS = re.compile(
    r"\b(?:partners?|partner organi[sz]ations?|works? with|working with|collaborat(?:es|ors?|ing)|collaborates? with"
    r"|partnered with|connect(?:ed|ions?)|relationships?|linked to|related|refers? to|referrals?|funders?|funded by"
    r"|grantees?|donors?|funds|supports|supported by|allies|aliados?|socios|trabaja con|parceiros|partenaires"
    r"|kooperationen|arbeitet (?:zusammen )?mit|zusammenarbeit)\b"
)
_GETS = re.compile(r"\b(?:funders?|funded by|donors?|supported by|receives?|gets?|from|financiadores)\b")
_GIVEN_BY = re.compile(r"\b(?:funded|awarded|granted|financed|sponsored|supported) by\b")
_FORM = re.compile(
    r"\b(?:you|your|yours|usted|su organizacion|ihre|votre|timestamp|marca temporal|zeitstempel|horodateur"
    r"|submitted at|submission date|start time|completion time)\b"
)


def plain_words(header: str) -> str:
    """Return the words of a header, folded and without accents: "source_entity_id" is "source entity id"."""
    spaced = re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", header)
    return unaccented(fold(spaced)).replace("_", " ").strip()


def end_of(header: str) -> str:
    """Return "source" or "target" if a header says which end of a tie it names, else "".

    >>> [end_of(h) for h in ("Recipient Org:Name", "from_org_id", "Connection From", "works with", "Type")]
    ['target', 'source', 'source', 'target', '']
    """
    words = plain_words(header).split()
    if _GIVEN_BY.search(" ".join(words)):
        return "source"
    for word in words:  # "Funding recipient", "Lead partner": the noun stands last in English
        if word in _TAKERS:
            return "target"
    for word in words:
        if word in _TARGETS:
            return "target"
        if word in _SOURCES:
            return "source"
    return ""


def says_no_name(header: str) -> bool:
    """Return whether a header says that its column holds no names: a date, an id, a city, an amount."""
    return bool(_NO_NAME & set(plain_words(header).split()))


def may_be_ids(header: str) -> bool:
    """Return whether a header says that its numbers may be ids of organizations: an end, an id, a pair.

    >>> [may_be_ids(h) for h in ("from_org", "Org 1", "partner ids", "formalization")]
    [True, True, True, False]
    """
    words = set(_numbered(header))
    return bool(end_of(header) or words & _IDS or names_partners(header) or names_parent(header))


def _numbered(header: str) -> list[str]:
    """Return the words of a header, a number at its end apart: org1 is org 1."""
    return re.sub(r"(?<=[a-z])(?=\d+$)", " ", plain_words(header)).split()


def is_pair(one: str, other: str) -> bool:
    """Return whether two headers differ in their number or letter alone: Group A and Group B, Partner 1 and 2.

    >>> is_pair("Group A", "Group B"), is_pair("org1", "org2"), is_pair("Group A", "Team B")
    (True, True, False)
    """
    first, second = _numbered(one), _numbered(other)
    differ = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    return len(first) == len(second) > 1 and len(differ) == 1 and differ[0][0] in _FIRST and differ[0][1] in _SECOND


def is_money(header: str) -> bool:
    """Return whether a header is one of somebody who gives money, or gets it."""
    words = plain_words(header)
    return bool((_GIVERS | _TAKERS) & set(words.split()) or _GIVEN_BY.search(words))


def names_parent(header: str) -> bool:
    """Return whether a header says that its cells name the organization of which each is a part."""
    return bool(_PARENT.search(plain_words(header)))


def says_place(header: str) -> bool:
    """Return whether a header says a place: a city may be called like an organization."""
    return bool(_PLACES & set(plain_words(header).split()))


def names_groups(header: str) -> bool:
    """Return whether a header says that its cells name coalitions, networks or working groups."""
    return bool(_GROUPS.search(plain_words(header)))


def says_strength(header: str) -> bool:
    """Return whether the numbers of a column may be how strong each tie is."""
    return bool(_STRENGTHS & set(plain_words(header).split())) or not says_no_name(header)


def names_members(header: str) -> bool:
    """Return whether a header says that its cells name who takes part in what the row names."""
    return bool(_MEMBERS.search(plain_words(header)))


def names_own_work(header: str) -> bool:
    """Return whether a header says projects, programs or events, which may be shared or an organization's own."""
    return bool(_OWN_WORK.search(plain_words(header)))


def names_partners(header: str) -> bool:
    """Return whether a header says that its cells name partners of some kind."""
    return bool(_PARTNERS.search(plain_words(header)))


def direction_of(header: str, relation: str) -> str:
    """Return whether the organization of a row gives or gets what a column of partners says, or neither (mutual).

    >>> direction_of("Funders", "funds"), direction_of("Grantees", "funds"), direction_of("Partners", "works_with")
    ('gets', 'gives', 'mutual')
    """
    known = load_relations().get(relation)
    if known and not known.directed:
        return "mutual"
    return "gets" if _GETS.search(plain_words(header)) else "gives"


def is_form(headers: list[str]) -> bool:
    """Return whether the headers are questions put to a respondent, which are answers and no list."""
    asks = sum("?" in header for header in headers)
    return asks > 2 or any(_FORM.search(plain_words(header)) for header in headers)
