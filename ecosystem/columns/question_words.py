"""What a question asks for, by its words: a role of our tables, the respondent's name, others, and a kind of tie."""

import re
from collections.abc import Iterable

from ecosystem.collect.answer_words import NEVER, NOTHING
from ecosystem.collect.vocabularies import load_relations
from ecosystem.text import fold

_ORGANIZATION = (
    r"(?:organi[sz]ation|agency|department|office|group|institution|company|nonprofit|entity|association"
    r"|organizaci[oó]n|instituci[oó]n|entidad|agencia|asociaci[oó]n|empresa|grupo|colectivo)"
)
_ORGANIZATIONS = (
    r"(?:organi[sz]ations?|agenc(?:y|ies)|departments?|offices|groups|institutions?|companies|nonprofits?|entit(?:y|ies)"
    r"|associations?|partners?|collaborators?|funders?|grantees?|stakeholders|ngos|allies"
    r"|organizaci[oó]n(?:es)?|instituci[oó]n(?:es)?|entidad(?:es)?|agencias?|asociaciones|empresas|grupos|colectivos"
    r"|soci[oa]s?|aliad[oa]s?|organisationen|organisations|partenaires|organiza[cç][oõ]es|parceiros)"
)
_RESEARCH = re.compile(
    r"\b(?:study|studies|research|participat\w*|take part|taking part|survey|interview\w*|record\w*|irb|terms|privacy"
    r"|questionnaire|estudio|investigaci[oó]n|participar|encuesta|entrevista|t[eé]rminos|privacidad)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?:may|can|could) we (?:show|share|publish|list|name|display|include)"
    r"|\b(?:show|shown|share|publish|list|listed|display|appear|include|included|named?|identif\w+)\b.*"
    r"\b(?:map|directory|publicly|public|by name|website)\b"
    r"|permission to (?:show|share|list|publish|name)|consent to (?:be|being)? ?(?:shown|named|listed|share|publish)"
    r"|podemos (?:mostrar|publicar|compartir|incluir)|(?:mostrar|publicar|aparecer|aparezca)\b.*\b(?:mapa|directorio)"
    r"|permiso para (?:mostrar|publicar|compartir)",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"\bconsent|\bagree(?:ment)? to\b|consentimiento|\bacepto\b", re.IGNORECASE)
# Words in a question -> role of its column; the first entry that matches decides.
_ROLES = tuple(
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (
        ("time stamp", r"^timestamp$|submitted at|start time|completion time|submission date|zeitstempel"),
        ("time stamp", r"marca temporal|fecha de env[ií]o"),
        ("sector", r"(kind|type|sort) of (organi[sz]ation|institution|agency|group)|\bsectors?\b"),
        ("sector", r"(organi[sz]ation(al)?|agency|institution) (type|kind|category|sector)\b"),
        ("sector", r"tipo de (organizaci[oó]n|instituci[oó]n|entidad|grupo)"),
        ("description", r"\bmission\b|\bstatement\b|\bdescribe\b|\bdescription\b|misi[oó]n|\bdescriba\b"),
        ("offers", r"\boffer|can you (give|provide|contribute)|\bassets\b|\bofrece|puede (dar|aportar)"),
        ("needs", r"\bneed|\black\b|looking for|challenges|\bnecesita|necesidad|desaf[ií]os"),
        ("goals", r"\bgoals?\b|issue areas?|focus areas?|topics|priorities|what issues"),
        ("goals", r"\bmetas?\b|\bobjetivos?\b|\btemas\b|prioridades"),
        ("roles", r"\broles?\b|\bpapel(es)?\b"),
        ("areas", r"neighbou?rhoods?|areas? (do you )?serve|service area|\bbarrios?\b|\bcolonias\b|zonas? que"),
        ("level", r"level of government|nivel de gobierno"),
        ("site", r"^(your )?(city|town)$|\b(which|what) (city|town|municipality)\b(?! (agen|department|office|staff))"),
        ("site", r"\bcommunity\b.*\b(located|based|answering)\b|^site$|^(su )?(ciudad|municipio)$|qu[eé] ciudad"),
        ("website", r"web ?site|\burl\b|(sitio|p[aá]gina) web"),
        ("networks", r"national networks?"),
        ("initiatives", r"initiatives?|coalitions?|collaboratives?|shared projects?|iniciativas?|coalici[oó]n"),
        ("description", r"what does your|qu[eé] hace su"),
    )
)
_RELATIONS = tuple(  # words -> relation of the vocabulary; the first entry that matches decides
    (relation, re.compile(words, re.IGNORECASE))
    for relation, words in (
        ("would_like", r"would like to|wish to|want to|hope to|should work|le gustar[ií]a|quisiera|desea"),
        ("shares_data", r"\bdata\b|\bdatasets?\b|\bdatos\b"),
        ("funds", r"\bfund|\bmoney\b|\bgrants?\b|financ|\bdinero\b|\bfondos\b"),
        ("advises", r"\badvi[cs]e|\brefer|\basesor|\baconsej"),
        ("works_with", r"\bwork|collaborat|partner|project|interact|relationship|connected|\btie|\bmeet|\btalk"),
        ("works_with", r"arbeitet|partenair|parceir"),
        (
            "works_with",
            r"in touch|coordinat|\btrabaj|colabor|\bsoci[oa]s?\b|\baliad|alianza|\bcoordin|relacion",
        ),
    )
)
_REPRESENTS = re.compile(
    r"\b(?:represent(?!ati)|work for|working for|answer(?:ing)? for|respond(?:ing)? for|on behalf of|belong to"
    r"|affiliated with|representa|trabaja para|en nombre de|a la que pertenece)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"\b{_ORGANIZATION}(?:['’]?s|s['’])? (?:full |legal |official )*names?\b"
    rf"|\bnames? of (?:the |your |my |this |our )*{_ORGANIZATION}\b"
    rf"|\bnombre (?:completo |legal |oficial )?de (?:la |su |tu |mi |el )*{_ORGANIZATION}\b"
    rf"|\b{_ORGANIZATION} called\b|^(?:which|what) {_ORGANIZATION} (?:are|is)\b",
    re.IGNORECASE,
)
_WEAK_NAME = re.compile(
    rf"^(?:what is |what's )?(?:your |the |my |our |su |la |tu )?{_ORGANIZATION}(?: ?/ ?\w+)?\W*(?:\(.*\)\W*)?$"
    rf"|^(?:name|which|what)\b(?:(?!\byour\b|\bsu\b).)*{_ORGANIZATION}\b|\b(?:name|which|what)\b[^?]*{_ORGANIZATION}\W*$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:partners?|partnering|funders?|grantees?|collaborators?|other|others|sponsors?|parent|umbrella|lead|soci[oa]s?"
    r"|aliad[oa]s?|otras?|contrapartes?)\b",
    re.IGNORECASE,
)
_ASKS_WHOM = re.compile(
    r"\bwhom?\b|\bqui[eé]n(?:es)?\b|\bmit wem\b|\bavec qui\b|\bcom quem\b"
    r"|\b(?:which|what|list|name|other|qu[eé]|cu[aá]les|mencione|liste|otras|welche\w*|quelles|quais)\b"
    rf"(?:(?!\byour\b|\bsu\b).){{0,60}}\b{_ORGANIZATIONS}\b"
    r"|\bwhich (?:ones? )?(?:of )?(?:these|the following|those|them)\b|\bwhich ones\b|\bcu[aá]les de\b"
    r"|^(?:we |i )?(?:works?|collaborates?|partners?|coordinates?) with\b|^(?:trabaja|colabora|trabajamos) con\b"
    r"|^(?:funded by|receives? \w+ from|shares? data with|gives? \w+ to|gets? \w+ from)\b"
    r"|^(?:(?:your|our|main|key|current|top|closest|sus|nuestros|principales) )*"
    r"(?:partners?|collaborators?|funders?|grantees?|allies|soci[oa]s|aliad[oa]s|parceiros|partenaires)"
    r"(?: (?:organi[sz]ations?|agenc(?:y|ies)|names?|\d+))*"
    r"(?: (?:in|over|during) the (?:last|past) .{1,20}| (?:that |which |who )?(?:you|we) .{1,60})?\W*$"
    rf"|^{_ORGANIZATIONS} (?:that |which )?(?:you|we|your {_ORGANIZATION}) .{{1,60}}",
    re.IGNORECASE,
)
_TELLS = re.compile(  # what is asked for is a text about partners, or a figure, and not their names
    r"\b(?:describe|explain|elaborate|how (?:do|does|did|could|can|would|has|have|well|much|many|satisfied|important)"
    r"|why|in what ways?|challenges?|barriers?|obstacles?|benefits?|comments?|notes?|anything else|examples?|reasons?"
    r"|(?:types?|kinds?|sorts?|number) of|outcomes?|mission|statement|describa|explique|por qu[eé]|c[oó]mo|desaf[ií]os"
    r"|retos|barreras|comentarios|notas|cu[aá]nt[oa]s|tipos? de)\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\bfrom\b|\breceive|\bget\b|\bfunded by\b|\brecibe|\bde qui[eé]n|\bfinancia a su\b"
    r"|\b(?:fund|support|advise|give|send|pay)s? (?:money |data |advice |funding |information )?(?:to )?"
    r"(?:you\b|us\b|your (?:organi[sz]ation|agency|group|department|office))",
    re.IGNORECASE,
)
_LONGEST = 400  # letters of a header that are looked at
_NO_TIE = NOTHING | NEVER | {"no", "0"}
_OFTEN = (  # expressions of frequency, weakest first; each may be part of a longer answer
    *("once", "una vez al año", "rarely", "seldom", "rara vez", "casi nunca", "once a year", "yearly", "annually"),
    *(
        "anual",
        "cada año",
        "occasionally",
        "ocasional",
        "de vez en cuando",
        "sometimes",
        "a veces",
        "a few times a year",
    ),
    *("algunas veces al año", "quarterly", "trimestral", "every month", "monthly", "cada mes", "mensual", "often"),
    *("frequently", "a menudo", "frecuente", "seguido", "every week", "weekly", "cada semana", "semanal", "every day"),
    *("daily", "cada día", "diari", "todos los días", "continuously", "always", "siempre"),
)


def _plain(text: str) -> str:
    """Return the beginning of a header, with spaces for underscores: no question is longer."""
    return text[:_LONGEST].replace("_", " ").strip()


def role_in(text: str) -> str:
    """Return the role that the words of a question ask for; "" if none matches.

    >>> [role_in(q) for q in ("Your organization?", "Organization mission statement", "What sort of group?")]
    ['organization', 'description', 'sector']
    """
    plain = _plain(text)
    if asks_consent(plain):
        return "consent"
    role = next((role for role, words in _ROLES if words.search(plain)), "")
    sure = names_respondent(plain)
    return "organization" if (sure and not role) or (sure == 2 and role not in ("sector", "description")) else role


def asks_consent(text: str) -> bool:
    """Return whether a question asks if an organization may be shown; taking part in research is another consent.

    >>> asks_consent("I agree to take part in this study"), asks_consent("May we show you on the map?")
    (False, True)
    """
    return bool(_SHOWN.search(text) or (_CONSENT.search(text) and not _RESEARCH.search(text)))


def about_research(text: str) -> bool:
    """Return whether a question or answer consents to take part in research, and to nothing else."""
    return bool(_CONSENT.search(text) and _RESEARCH.search(text) and not _SHOWN.search(text))


def names_respondent(text: str) -> int:
    """Return how surely a question asks for the name of the organization that answers: 2, 1 or 0.

    >>> [names_respondent(q) for q in ("Organization name", "Your agency", "Name of your partner organization")]
    [2, 1, 0]
    """
    plain = _plain(text)
    if _OF_ANOTHER.search(plain) and not _REPRESENTS.search(plain):
        return 0
    if _NAME.search(plain) or (_REPRESENTS.search(plain) and re.search(_ORGANIZATION, plain, re.IGNORECASE)):
        return 2
    return 1 if _REPRESENTS.search(plain) or (_WEAK_NAME.search(plain) and not _TELLS.search(plain)) else 0


def asks_for_others(text: str) -> bool:
    """Return whether a question asks with whom there are ties: who, or which others; not how, why, or how many.

    >>> asks = ("Who do you work with?", "Partners you work with", "Describe your organization's partnerships")
    >>> [asks_for_others(question) for question in asks]
    [True, True, False]
    """
    plain = _plain(text)
    if names_respondent(plain) == 2 or not relation_in(plain) or tells_about(plain):
        return False
    return _ASKS_WHOM.search(plain) is not None


def tells_about(text: str) -> bool:
    """Return whether a question asks for a text or a figure about partners, as "How do you work with others?" does."""
    return _TELLS.search(_plain(text)) is not None


def relation_in(text: str) -> str:
    """Return the relation that a question asks about, by its words; "" if none matches.

    >>> relation_in("How often do you share data with each of these?"), relation_in("What is your website?")
    ('shares_data', '')
    """
    plain = _plain(text)
    return next((relation for relation, words in _RELATIONS if words.search(plain)), "")


def direction_in(text: str, relation: str) -> str:
    """Return the direction of a tie by the words of a question: mutual if the relation has no direction.

    >>> direction_in("Who do you get data from?", "shares_data"), direction_in("Who do you fund?", "funds")
    ('gets', 'gives')
    """
    known = load_relations().get(relation)
    if known is None or not known.directed:
        return "mutual"
    return "gets" if _GETS.search(text) else "gives"


def scale_of(values: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the answers of a scale, weakest first, and the answers for no tie; no scale if the order is unknown.

    Numbers are ordered by size and frequencies by how often they are; any other order is left to a person.

    >>> scale_of(["3", "No Interaction", "1", "2"])
    (('1', '2', '3'), ('No Interaction',))
    >>> scale_of(["Weekly", "Never", "Once a year"])
    (('Once a year', 'Weekly'), ('Never',))
    >>> scale_of(["blue", "green"])
    ((), ())
    """
    answers = {fold(v): v.strip() for v in sorted(values) if v.strip()}
    no_tie = tuple(sorted(v for f, v in answers.items() if f in _NO_TIE))
    rest = {f: v for f, v in answers.items() if f not in _NO_TIE}
    if rest and all(re.fullmatch(r"\d+", f) for f in rest):
        return tuple(sorted(rest.values(), key=int)), no_tie
    numbered = {v: int(m[0]) for f, v in rest.items() if (m := re.match(r"\d+(?=\D|$)", f))}  # "1 - rarely"
    if rest and len(numbered) == len(rest) == len(set(numbered.values())):
        return tuple(sorted(numbered, key=numbered.__getitem__)), no_tie
    ranks = {v: how_often(f) for f, v in rest.items()}
    if rest and -1 not in ranks.values() and len(set(ranks.values())) == len(ranks) and len(ranks) <= 10:
        return tuple(sorted(ranks, key=ranks.__getitem__)), no_tie
    return (), no_tie


def how_often(folded: str) -> int:
    """Return the rank of the strongest expression of frequency in a folded answer; -1 if there is none."""
    return max((rank for rank, word in enumerate(_OFTEN) if word in folded), default=-1)
