"""What a question asks for, by its words: a role of our tables, the respondent's name, others, and a kind of tie."""

import re
from collections.abc import Iterable

from ecosystem.collect.answer_words import NEVER, NOTHING
from ecosystem.collect.consent_words import asks_consent
from ecosystem.collect.vocabularies import load_relations
from ecosystem.text import fold

_ORGANIZATION = (
    r"(?:organi[sz]ation|agency|department|office|group|institution|company|nonprofit|entity|association"
    r"|organizaci[oó]n|instituci[oó]n|entidad|agencia|asociaci[oó]n|empresa|grupo|colectivo)"
)
_ORGANIZATIONS = (
    r"(?:organi[sz]ations?|agenc(?:y|ies)|departments?|offices|groups|institutions?|companies|nonprofits?|entit(?:y"
    r"|ies)"
    r"|associations?|partners?|collaborators?|funders?|grantees?|stakeholders|ngos|allies"
    r"|organizaci[oó]n(?:es)?|instituci[oó]n(?:es)?|entidad(?:es)?|agencias?|asociaciones|empresas|grupos|colectivos"
    r"|soci[oa]s?|aliad[oa]s?|organisationen|organisations|partenaires|organiza[cç][oõ]es|parceiros)"
)
_NOT_ITSELF = (  # what a respondent may be asked to describe other than the organization
    r"(?:challeng|difficult|barrier|obstacle|problem|struggle|conflict|success|achievement|accomplish|highlight|lesson"
    r"|example|experience|situation|\btime (?:when|that)|partnership|collaboration|relationship|\bneed|\bchanges?\b"
    r"|desaf[ií]o|\bretos?\b|obst[aá]cul|dificultad|logro|alianza|herausforderung|schwierigkeit|difficult[eé])"
)
_GROUPS = (  # what an organization takes part in, beside others
    r"(?:work(?:ing)? ?groups?|task ?forces?|(?:sub-?)?committees?|coalitions?|round ?tables?|networks|alliances"
    r"|councils|consortia|associations|boards|clubs|(?<!of )groups"
    r"|grupos? de trabajo|mesas? de trabajo|comit[eé]s?|redes|alianzas|consejos|asociaciones"
    r"|arbeitsgruppen?|arbeitskreise?n?|netzwerken?|b[uü]ndnisse?n?|gremien|aussch[uü]ssen?|verb[aä]nden?"
    r"|groupes? de travail|r[eé]seaux|grupos? de trabalho|comit[eê]s?|coaliz[oõ]es)"
)
_JOINING = (
    r"(?:attend|participat|belong|members? of|membership|take part|takes part|part of|sit on|sits on|serves? on|join"
    r"|active in|involved in|engaged in|participa|asist|pertenec|form[ae]n? parte|miembro|mitglied|beteilig"
    r"|teilnehmen|nehmen\b.*\bteil\b|geh[oö]r|mitarbeit|faites-vous partie|membres? d|membros? d|faz parte)"
)
_JOINS = (  # "Which working groups do you attend?", "Networks you belong to"
    rf"\b(?:which|what|list|name|any|all|qu[eé]|cu[aá]les|welche\w*|quels?|quelles?|quais)\b"
    rf"(?:(?!{_ORGANIZATIONS}\b(?! ?(?:de trab|of))|\bwho\b).){{0,40}}\b{_GROUPS}\b.*\b{_JOINING}"
    rf"|^(?:our |your )?{_GROUPS}\b.*\b{_JOINING}|\b{_JOINING}\w*(?: \w+){{0,2}} (?:which|what|any) {_GROUPS}\b"
)
_JOINED = re.compile(_JOINS, re.IGNORECASE)
# Words in a question -> role of its column; the first entry that matches decides.
_ROLES = tuple(
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (
        ("time stamp", r"^timestamp$|submitted at|start time|completion time|submission date|zeitstempel"),
        ("time stamp", r"marca temporal|fecha de env[ií]o"),
        ("sector", r"(kind|type|sort) of (organi[sz]ation|institution|agency|group)|\bsectors?\b"),
        ("sector", r"(organi[sz]ation(al)?|agency|institution) (type|kind|category|sector)\b"),
        ("sector", r"tipo de (organizaci[oó]n|instituci[oó]n|entidad|grupo)"),
        ("description", r"\bmission\b|\bstatement\b|misi[oó]n"),
        ("description", rf"^(?!.*{_NOT_ITSELF}).*(?:\bdescribe\b|\bdescription\b|\bdescriba\b)"),
        ("offers", r"\boffer|can you (give|provide|contribute)|\bassets\b|\bofrece|puede (dar|aportar)"),
        (
            "needs",
            r"\bneed|\black\b|looking for|^(?!.*\b(?:biggest|describe|faced|overc[ao]me)\b).*challenges|\bnecesita"
            r"|necesidad|desaf[ií]os",
        ),
        ("goals", r"\bgoals?\b|issue areas?|focus areas?|topics|priorities|what issues"),
        ("goals", r"\bmetas?\b|\bobjetivos?\b|\btemas\b|prioridades"),
        ("roles", r"\broles?\b|\bpapel(es)?\b"),
        ("site", r"^(?:neighbou?rhood|area|district|county|state|address) ?(?:/|,|or|and|&) ?(?:city|town)$"),
        ("areas", r"neighbou?rhoods?|areas? (do you )?serve|service area|\bbarrios?\b|\bcolonias\b|zonas? que"),
        ("level", r"level of government|nivel de gobierno"),
        ("site", r"^(your )?(city|town)$|\b(which|what) (city|town|municipality)\b(?! (agen|department|office|staff))"),
        ("site", r"\bcommunity\b.*\b(located|based|answering)\b|^site$|^(su )?(ciudad|municipio)$|qu[eé] ciudad"),
        ("website", r"web ?site|\burl\b|(sitio|p[aá]gina) web"),
        ("networks", r"national networks?"),
        ("initiatives", _JOINS),
        ("initiatives", r"initiatives?|coalitions?|collaboratives?|shared projects?|iniciativas?|coalici[oó]n"),
        ("description", rf"^(?!.*{_NOT_ITSELF}).*(?:what does your|qu[eé] hace su)"),
    )
)
_TIES = (  # words for working together
    r"\bwork|collaborat|partner|project|interact|relationship|connected|\btie|\bmeet|\btalk|in touch|coordinat"
    r"|communicat|in contact|\ball(?:y|ies)\b|\btrabaj|colabor|\bsoci[oa]s?\b|\baliad|alianza|\bcoordin|relacion"
    r"|zusammenarbeit|\barbeite[nt]\b|kooperier|kooperation|\btravaill|coop[eé]r|partenair|\btrabalh|parceir|parceri"
)
_RELATIONS = tuple(  # words -> relation of the vocabulary; the first entry that matches decides
    (relation, re.compile(words, re.IGNORECASE))
    for relation, words in (
        (
            "would_like",
            r"would (?:(?:you|we|they|your \w+) )?(?:\w+ )?like to|wish to|wish (?:you|we|they|that)|want to"
            r"|hope(?:s|d)? to"
            r"|hoping to|interested in (?:\w+ing|a)\b"
            r"|\b(?:you|we|organi\w+|agency|group) (?:intend|aim|plan)s? (?:to|on)\b"
            r"|(?:planning|intending) (?:to|on)\b|if (?:you|we) could"
            r"|should (?:(?:you|we) (?:be )?)?(?:work|partner|collab)"
            r"|would (?:you|we|your \w+) (?:work|partner|collaborat)"
            r"|\b(?:future|potential|prospective|desired|ideal|dream)"
            r" (?:partner|collaborat|all(?:y|ies))"
            r"|gustar[ií]a|quisiera|desea|espera(?:n)? (?:trab|colab|coord)|planea"
            r"|(?:quiere|piensa)n? (?:trab|colab|coord)"
            r"|m[oö]chte|\bw[uü]rden\b.*\bgerne?\b|\bw[uü]nsch|\bplanen\b|aimer(?:iez|ait)|souhait|voudri|gostari"
            r"|pretende",
        ),
        (
            "shares_data",
            r"\bdata\b|\bdatasets?\b|\bdatos\b|\bdaten\b|\bdonn[eé]es\b|\bdados\b"
            r"|\b(?:shar|exchang|giv|get|send|receiv|ask|swap|compart|intercambi|tausch|teil|[eé]chang|partag"
            r"|troca)\w*\b"
            r"(?: \w+){0,4} informa(?:tion|ci[oó]n|tionen|[cç][aã]o|[cç][oõ]es)",
        ),
        ("funds", r"\bfund|\bmoney\b|\bgrants?\b|financ|\bdinero\b|\bfondos\b|finanzier|\bgeld"),
        ("advises", r"\badvi[cs]e|\brefer|\basesor|\baconsej|\bberat|\bconseil"),
        ("works_with", _TIES),
    )
)
_OF_NO_KIND = re.compile(  # words that ask for a tie of a kind that the list of relations does not have
    r"\btrust|\brel(?:y|ies) on|\bdepends? on|\bcount on|\b(?:turn|go|look) to\b|\bconf[ií]a|\bvertrau", re.IGNORECASE
)
_LACKING = re.compile(  # ties that do not exist, are hard, or have ended, and those who are rivals or yet to be invited
    r"\b(?:difficult|difficulty|difficulties|hard|harder|hardest|challenging|trouble) (?:it is |it )?(?:to"
    r"|for you to|in)?"
    r" ?(?:work|partner|collab|coord|reach|connect|engag|get)|\bstruggle"
    r"|\bstop(?:ped|s)? (?:work|partner|collab|coord|shar|fund|meet)|\b(?:end|ended) your (?:partner|collab|relation)"
    r"|\b(?:you|we|they|it|organi[sz]ations?|agency|group) used? to \w+|^used to |\bno longer\b"
    r"|(?<!or )(?<!and )\b(?:former|ex-?)\b ?(?:partner|collab|all(?:y|ies)|funder)|\bavoid"
    r"|\b(?:do|does|did|are|have|has|had|can|could|will|would)(?:n['’]?t\b| (?:(?:you|we|they|your \w+) )?(?:not"
    r"|never)\b)"
    r"(?! (?:on|in|listed|named|included|part|above|here|mentioned|shown|only|just))|\byou (?:never|rarely) work"
    r"|(?<!or )(?<!and )\bcompet(?:e|es|ed|ing)\b(?! (?:or|and) )|\bcompetitors?\b|\brivals?\b|in competition with"
    r"|\bshould\b.*\binvite|\binvite[ds]? to (?:this|the|our)\b"
    r"|\bshould (?:we|i|be|also|they) (?:also |be |else )?(?:add|ask|contact|survey|interview|includ|reach|talk"
    r"|speak|hear|send)|\bconflicts? with\b|\bdistrust|\btrust\b.*\bleast\b|\bleast trust"
    r"|\bdif[ií]cil|\bcuesta (?:m[aá]s )?trab|\bdej(?:[oó]|aron|ado) de |\bya no\b|\bsol[ií]an? |\bantes trabaj"
    r"|\bno (?:trabaj|colabor|coordin|compart)|\bcompite|\bcompetidor|\binvit(?:ar|emos)"
    r"|\bschwierig|\bschwer\b|\bnicht mehr\b|\bnicht zusammen|\bfr[uü]here?n?\b|\bkonkurr|\bwettbewerb\b|\beinladen"
    r"|\bne (?:travaill|collabor)\w*(?:-vous)? (?:pas|plus)\b|\bn[aã]o (?:trabalh|colabor)|\bdeix(?:ou|aram) de ",
    re.IGNORECASE,
)
_NO_WISH = re.compile(
    r"\b(?:not|never|n['’]t) (?:like|want|wish|hope|plan)|\bno (?:le |les )?(?:gustar|quier|quisier|desea)"
)
_ASIDE = re.compile(  # what tells how to answer, and asks for nothing
    r"\b(?:please )?(?:do not|don['’]t) (?:include|list|name|count|write|enter|worry|forget)\b[^.?!)]*"
    r"|\bif (?!(?:you|we) could)(?:you|your|there|they|it|we)\b[^.,?!)]*|\bno incluya[^.?!)]*"
    r"|\bsi (?:desea|quiere|no)\b[^.,?!)]*"
    r"|\bfalls\b[^.,?!)]*",
    re.IGNORECASE,
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
    rf"|^(?:name|which|what)\b(?:(?!\byour\b|\bsu\b).)*{_ORGANIZATION}\b"
    rf"|\b(?:name|which|what)\b[^?]*{_ORGANIZATION}\W*$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:partners?|partnering|funders?|grantees?|collaborators?|other|others|sponsors?|parent|umbrella|lead"
    r"|soci[oa]s?"
    r"|aliad[oa]s?|otras?|contrapartes?)\b",
    re.IGNORECASE,
)
_ASKS_WHOM = re.compile(
    r"\bwhom?\b|\bqui[eé]n(?:es)?\b|\bmit wem\b|\bavec qui\b|\bcom quem\b"
    r"|\b(?:which|what|list|name|other|qu[eé]|cu[aá]les|mencione|liste|otras|welche\w*|quels?|quelles|quais)\b"
    rf"(?:(?!\byour\b|\bsu\b).){{0,60}}\b{_ORGANIZATIONS}\b"
    r"|\bwhich (?:ones? )?(?:of )?(?:these|the following|those|them)\b|\bwhich ones\b|\bcu[aá]les de\b"
    r"|^(?:we |i )?(?:works?|collaborates?|partners?|coordinates?) with\b|^(?:trabaja|colabora|trabajamos) con\b"
    r"|^(?:funded by|receives? \w+ from|(?:shares?|exchanges?) (?:data|info(?:rmation)?) with|gives? \w+ to"
    r"|gets? \w+ from)\b"
    r"|^(?:(?:your|our|main|key|current|top|closest|future|potential|desired|former|sus|nuestros|principales) )*"
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
    r"|retos|barreras|comentarios|notas|cu[aá]nt[oa]s|tipos? de|warum|wie (?:oft|viele|gut|arbeite[nt])|pourquoi"
    r"|combien|por que|quant[oa]s)\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:go|turn|look)(?:es|s)? to\b(?! (?:you|us)\b)|\b(?:ask|seek)s?\b.*\badvice|\bacude"
    r"|\brefers? (?:\w+ )?to (?:you|us)\b|"
    r"\bfrom\b|\breceive|\bget\b|\bfunded by\b|\brecibe|\bde qui[eé]n|\bfinancia a su\b"
    r"|\b(?:fund|support|advise|give|send|pay)s? (?:money |data |advice |funding |information )?(?:to )?"
    r"(?:you\b|us\b|your (?:organi[sz]ation|agency|group|department|office))",
    re.IGNORECASE,
)
_WITH_YOU = re.compile(r"\b(?:with|to know|meet) (?:you\b|us\b|your (?:organi[sz]ation|agency|group))", re.IGNORECASE)
_LONGEST = 400  # letters of a header that are looked at
_NO_TIE = NOTHING | NEVER | {"no", "0"}
# Expressions of frequency, weakest first; each may be part of a longer answer, " oft " only as a word.
_OFTEN = (
    *("once", "una vez al año", "rarely", "seldom", "rara vez", "casi nunca", "selten", "rarement", "raramente"),
    *("once a year", "yearly", "annually", "anual", "cada año", "jährlich", "annuel", "par an", "halbjährlich"),
    *("occasionally", "ocasional", "de vez en cuando", "gelegentlich", "occasionnel", "sometimes", "a veces"),
    *("manchmal", "parfois", "às vezes", "a few times a year", "algunas veces al año", "quarterly", "trimestral"),
    *("vierteljährlich", "trimestriel", "every month", "monthly", "cada mes", "mensual", "monatlich", "mensuel"),
    *("mensal", "often", " oft ", "souvent", "frequently", "a menudo", "frecuente", "seguido", "häufig", "fréquemment"),
    *("frequente", "every week", "weekly", "cada semana", "semanal", "wöchentlich", "hebdomadaire", "every day"),
    *("daily", "cada día", "diari", "todos los días", "täglich", "quotidien", "tous les jours", "continuously"),
    *("always", "siempre", " immer ", "toujours", "sempre"),
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


def names_respondent(text: str) -> int:
    """Return how surely a question asks for the name of the organization that answers: 2, 1 or 0.

    >>> [names_respondent(q) for q in ("Organization name", "Your agency", "Name of your partner organization")]
    [2, 1, 0]
    """
    plain = _plain(text)
    if _JOINED.search(plain) or (_OF_ANOTHER.search(plain) and not _REPRESENTS.search(plain)):
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
    if names_respondent(plain) == 2 or tells_about(plain) or _JOINED.search(plain) or asks_no_tie(plain):
        return False
    if not relation_in(plain) and not _OF_NO_KIND.search(plain):
        return False
    return _ASKS_WHOM.search(plain) is not None


def asks_no_tie(text: str) -> bool:
    """Return whether a question asks for organizations with which there is no tie: none yet, none now, or rivals.

    >>> asks = ("Who did you stop working with?", "Who do you compete with for funding?", "Who would you like to meet?")
    >>> [asks_no_tie(question) for question in asks]
    [True, True, False]
    """
    asked = _ASIDE.sub(" ", _plain(text))
    if not _LACKING.search(asked) or (_RELATIONS[0][1].search(asked) and not _NO_WISH.search(asked)):
        return False
    return _ASKS_WHOM.search(asked) is not None or any(words.search(asked) for _, words in _RELATIONS)


def tells_about(text: str) -> bool:
    """Return whether a question asks for a text or a figure about partners, as "How do you work with others?" does."""
    return _TELLS.search(_plain(text)) is not None


def relation_in(text: str) -> str:
    """Return the relation that a question asks about, by its words; "" if none matches.

    >>> relation_in("How often do you share data with each of these?"), relation_in("What is your website?")
    ('shares_data', '')
    """
    plain = _ASIDE.sub(" ", _plain(text))
    if asks_no_tie(plain):
        return ""
    return next((relation for relation, words in _RELATIONS if words.search(plain)), "")


def direction_in(text: str, relation: str) -> str:
    """Return the direction of a tie by the words of a question: mutual if the relation has no direction.

    >>> direction_in("Who do you get data from?", "shares_data"), direction_in("Who do you fund?", "funds")
    ('gets', 'gives')
    """
    known = load_relations().get(relation)
    if known is None or not known.directed:
        return "mutual"
    if relation == "would_like":  # "get to know" gets nothing
        return "gets" if _WITH_YOU.search(text) else "gives"
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
    return max((rank for rank, word in enumerate(_OFTEN) if word in f" {folded} "), default=-1)
