"""Questions and answers on consent: whether a header asks for it, what "yes" to it means, and what an answer says.

The one rule for every sheet, in English, Spanish, German and French. Where a header or an answer is unclear, the
narrower meaning is taken.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from ecosystem.collect.answer_words import NO, NO_ANSWER, TICKED, YES
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.text import fold, unaccented

Said = Literal["public", "group", "no", "yes", "not", ""]


class YesMeans(NamedTuple):
    """What "yes" and "no" to a question of consent mean, and which doubt there is about it."""

    yes: str  # public, group or no
    no: str
    doubt: str  # "", "audience": who may see the name is not said, "both": it asks to show and to hide


# All patterns below are matched against folded text without accents: no punctuation, single spaces.
_SHOW = (
    r"(?:show\w*|shar(?:e|ed|ing)|publish\w*|publici[sz]\w*|list|listed|listing|name|named|naming|display\w*|includ\w*"
    r"|print\w*|put|appear\w*|featured?|mention\w*|identif\w+|disclos\w*|reveal\w*|credited|visible|public|posted?)"
)
_ZEIGEN = (
    r"(?:veroffentlich\w*|nennen|genannt\w*|zeigen|gezeigt\w*|teilen|geteilt\w*|anzeigen|angezeigt\w*|auffuhren"
    r"|aufgefuhrt\w*|erscheinen|weitergeben)"
)
_MOSTRAR = r"(?:mostr\w+|publi[cq]\w+|nombr\w+|inclu\w+|compart\w+|mencion\w+|divulg\w+|apare\w+)"
_MONTRER = r"(?:publi\w+|montr\w+|affich\w+|nomme\w*|partag\w+|mentionn\w+|inclu\w+|appara\w+|cite\w*|figur\w+)"
_AGREE = r"(?:agree\w*|consent\w*|permission|permit\w*|allow\w*|authori[sz]\w*|okay|ok|approv\w*|accept\w*)"
_ASKS_TO_SHOW = re.compile(
    rf"\b(?:may|can|could|should|shall) (?:we|i|this|it)\b.{{0,40}}?\b{_SHOW}\b"
    rf"|\b(?:may|can|could|should|shall) (?:your|our|the|my)\b.{{0,80}}?\b(?:be|appear) ?{_SHOW}?\b"
    rf"|\b{_AGREE}\b.{{0,100}}?\b{_SHOW}\b"
    rf"|\b(?:like|want|wish|prefer|happy|willing|comfortable)\b.{{0,60}}?\b(?:be|being) {_SHOW}\b"
    rf"|\b(?:fine|ok|okay|alright|all right)\b(?: with you)? (?:if|for us to|that|to)\b.{{0,60}}?\b{_SHOW}"
    rf"|\b(?:may|can|could) we use (?:your|the|our) (?:\w+ ){{0,3}}?name"
    rf"|\b(?:durfen|darf|konnen|sollen|soll) .{{0,120}}?\b{_ZEIGEN}"
    rf"|\b(?:einverstanden|einwillig\w*|zustimm\w*|stimmen sie|stimme|erlaub\w*|gestatt\w*)\b.{{0,140}}?\b{_ZEIGEN}"
    rf"|\b(?:podemos|podriamos|se puede)\b.{{0,60}}?\b{_MOSTRAR}"
    rf"|\b(?:autori[zc]\w*|acept\w*|permi[ts]\w*|consien\w+|consentimiento|de acuerdo)\b.{{0,100}}?\b{_MOSTRAR}"
    r"|\b(?:mostrar|publicar|aparecer|aparezca)\b.*\b(?:mapa|directorio)\b"
    rf"|\b(?:pouvons nous|peut on|puis je|pourrions nous)\b.{{0,60}}?\b{_MONTRER}"
    rf"|\b(?:accept\w*|autoris\w*|consent\w*|d ?accord|permett\w*)\b.{{0,100}}?\b{_MONTRER}"
)
_SHOW_WHERE = re.compile(rf"\b{_SHOW}\b.{{0,60}}\b(?:maps?|directory|public|publicly|by name|website)\b")
_ASKS_FOR_IT = re.compile(
    r"\bconsent|\bagree(?:ment)? to\b|\bacepto\b|\bvisibility\b|\bvisibilidad\b|\bautorizacion|\bautoriza\b"
    r"|\beinwilligung|\bzustimmung|\bautorisation\b"
)
_HIDDEN = r"(?:anonym\w*|anonim\w*|confiden[tc]i\w*|vertraulich\w*|private|secret|unnamed|unlisted|hidden)"
_HIDE = (
    rf"(?:{_HIDDEN}|with(?:hold|held)\w*|\bhide\b|conceal\w*|opt(?:ed)? out|ocult\w*|masqu\w*|geheim\w*"
    r"|\b(?:leave|keep|take) (?:us|our|my|me|your|the)\b.{0,40}?\b(?:out|off)\b|\b(?:object|objection"
    r"|objections|mind)\b"
    rf"|\b(?:not|dont|don t|never|cannot)\b(?: \w+){{0,3}}? {_SHOW}\b|\bnot? (?:to )?(?:be )?{_SHOW}\b"
    r"|\b(?:without|ohne|sin|sans)(?: \w+)? (?:names?|namen|nombres?|noms?)\b"
    rf"|\bno (?:se )?{_MOSTRAR}|\bnicht(?: \w+){{0,4}}? {_ZEIGEN}|\bne (?:pas|soit pas)(?: \w+)? {_MONTRER})"
)
_HIDES = re.compile(_HIDE)
_NAME_OR_US = r"\b(?:names?|us|we|me|organi[sz]ation\w*|organisation\w*|organizacion\w*|answers?|nombre|namen?|nom)\b"
_ASKS_TO_HIDE = re.compile(
    rf"\b(?:keep|kept|remain\w*|stay|be|treat\w*|prefer|want|like|wish|please|request"
    rf"|make)\b(?: \w+){{0,6}}? {_HIDDEN}\b"
    rf"|\b(?:bleib\w+|mantener\w*|manteng\w+|permanec\w+|rest\w+|garde\w*|quier\w+|behandel\w+)\b.{{0,60}}?\b{_HIDDEN}"
    rf"|{_HIDDEN} (?:bleib\w+|behandel\w+)"
    rf"|\b(?:with(?:hold|held)|hide|conceal|ocultar|masquer)\b.{{0,40}}?{_NAME_OR_US}"
    rf"|\b(?:do not|dont|don t|never)\b(?: \w+){{0,3}}? {_SHOW}\b.{{0,40}}?{_NAME_OR_US}"
    rf"|\b(?:object|mind)\b.{{0,60}}\b{_SHOW}\b|\b(?:leave|keep) (?:us|our \w+) (?:out|off)\b"
    rf"|\bno (?:se )?(?:publicar|mostrar|nombrar|divulgar)\b.{{0,40}}?{_NAME_OR_US}"
    rf"|{_NAME_OR_US}.{{0,60}}\bnicht(?: \w+){{0,3}}? {_ZEIGEN}|\bne pas {_MONTRER}.{{0,40}}?{_NAME_OR_US}"
)
_RESEARCH = re.compile(
    r"\b(?:study|studies|research\w*|participat(?:e|es|ed|ing|ion)|take part|taking part|survey|interview\w*|record\w*"
    r"|irb|terms|privacy|questionnaire|estudio|investigacion|participar|encuesta|entrevista|terminos|privacidad|studie"
    r"|forschung\w*|umfrage|befragung|teilnahme|teilnehmen|etude|recherche|enquete|sondage)\b"
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:forms?|contact\w*|kontakt\w*|contacto|newsletter|e ?mails?|photos?|phone|cookies"
    r"|datenschutz\w*|gdpr|dsgvo)\b"
)
_ABOUT_NAMES = re.compile(
    r"\b(?:names?|named|map|directory|public|publicly|website|organi[sz]ations?|organizacion|organisations?|nombre"
    r"|namen?|mapa|nom|answers?|respuestas|antworten|reponses)\b"
)
_OF_A_STUDY = re.compile(  # its data are published without names; nobody asks to be shown or withheld
    r"(?!.*\b(?:us|our|we|names?|named|answers?|responses?|organi[sz]ations?)\b).*\b(?:research|study|studies)\b.*"
)
_NAMES_IT = re.compile(r"\b(?:names?|named|organi[sz]ations?|organizacion|nombre|namen?|nom|map|directory)\b")
# An organization that shows something itself is asked what it does, not what it agrees to; so is "which" and "how".
_DOES_IT_ITSELF = re.compile(
    r"\b(?:do|does|did|has|have|had|is|are|can|could|will) (?:you|your \w+|they)\b"
    r"(?! (?:\w+ )?(?:agree|consent|allow|permit|authori|give|grant|want|like|wish|prefer|accept|object|mind|ok|okay"
    r"|happy|comfortable|approve|be|appear)|.{0,40}\bto be\b|.{0,60}\b(?:remain|stay|keep)\b)"
    r"|^(?!names? (?:is |be )?(?:ok|okay|shown|listed|published|visible|withheld))"
    r"(?:list|includ|nam|identif|share|describ|explain|mention|tell)\w*\b"
    r"(?! (?:us|me|our|my|your|organi|in|on|by|public))"
    r"|^(?:what|which|who|whom|where|how|why|que|cual|cuales|quien|como|welche\w*|wer|wie|quel\w*|qui|comment)\b"
)
_SUSPECT = re.compile(
    rf"publish|publici[sz]|publicar|publiqu|publication|publier|anonym|anonim|confiden|permission|permis"
    rf"|consent|consien|autori[sz]|authori[sz]|veroffentlich|einwillig"
    rf"|zustimm|erlaub|vertraulich|genannt|withh|disclos|divulg"
    rf"|\bname ok(?:ay)?\b|\bnam\w+\b.*\b{_SHOW}\b|\b{_SHOW}\b.*\bname\b"
)
_IN_PUBLIC = re.compile(
    r"\b(?:public|publicly|publish\w*|publici[sz]\w*|maps?|director(?:y|ies)|web ?sites?|online|everybody|everyone"
    r"|offentlich\w*|veroffentlich\w*|karte|verzeichnis|webseite|publico|publica|publicamente|publi(?:car|que|camos)\w*"
    r"|mapa|directorio|sitio web|publier|publions|publie\w*|publiquement|carte|annuaire|site web)\b"
)
_SAYS_PUBLIC = re.compile(r"\b(?:public|publicly|everybody|everyone|offentlich|publicamente|publiquement)\b")
_PEOPLE_OF_IT = (
    r"(?:participants?|members?|partners?|respondents?|groups?|networks?|coalition|community|collaborat\w+|attendees"
    r"|organi[sz]ations|colleagues|each other|team|mitglied\w*|teilnehm\w*|gruppe\w*|netzwerk\w*|partner\w*"
    r"|participantes|miembros|socios|grupo|red|membres|partenaires|groupe|reseau)"
)
_IN_GROUP = re.compile(
    r"\b(?:with|to|among|amongst|between|within|inside|for|in|mit|unter|innerhalb|im|an|con|entre|dentro"
    r"|a|avec|parmi|sein|au|dans|com)\b"
    rf"(?: \w+){{0,4}}? {_PEOPLE_OF_IT}\b|\bintern(?:al|ally|o|a|e|amente|ement)?\b|\bmembers? (?:only"
    rf"|directory|list)\b"
    r"|\bnot (?:in )?(?:the )?public(?:ly)?\b|\bno public\w*|\bnicht offentlich\b|\bpas publi\w+"
)
_NOT_IN_PUBLIC = re.compile(
    r"\bnot (?:in )?(?:the )?public(?:ly)?\b|\bno public\w*|\bnicht offentlich\b|\bpas publi\w+"
)
_INTERNAL = re.compile(r"\bintern(?:al|ally|o|a|e|amente|ement)?\b")
_YES = YES | frozenset(
    {"sim", "ok", "okay", "sure", "of course", "agree", "agreed", "accept", "accepted", "granted", "allowed", "acepto"}
    | {
        "autorizo",
        "consiento",
        "de acuerdo",
        "einverstanden",
        "gerne",
        "naturlich",
        "d accord",
        "j accepte",
        "concordo",
    }
    | {"aceito", "claro", "por supuesto", "bien sur", "permission granted", "yep", "yeah"}
)
_BEGINS_YES = re.compile(
    r"(?:yes|y|si|ja|oui|sim|ok|okay|sure|agreed?|accept(?:ed)?|strongly agree|acepto|aceptamos|autorizo|autorizamos"
    r"|consiento|de acuerdo|estoy de acuerdo|einverstanden|ich stimme zu|wir stimmen zu|ich willige ein|d accord"
    r"|j accepte|j autorise|nous acceptons|je consens|concordo|aceito|you may|you can"
    r"|(?:i|we) (?:hereby |do |fully )?(?:consent|agree|accept|give|grant|allow|permit|authori[sz]e"
    r"|approve|am ok|are ok)"
    r"|doy (?:mi )?(?:consentimiento|permiso|autorizacion))\b"
)
_BEGINS_NO = re.compile(
    r"(?:no|n|nein|non|nao|nope|disagree|strongly disagree|decline|declined|refuse|refused|denied|never"
    r"|nunca|nie|jamais"
    r"|rather not|prefer not|better not|lieber nicht)\b|(?:i|we) (?:do not|don t|dont|decline|disagree"
    r"|refuse|would rather"
    r" not|prefer not|cannot|can t|withdraw)\b|ich stimme nicht|wir stimmen nicht|ich willige nicht|je n|nous n"
)
_RESTRICTS = re.compile(
    r"\b(?:but|only|except|if|unless|not|no|without|first|prior|after|before|until|ask|with the|some|partly|maybe|off"
    r"|out|hide|pero|solo|solamente|salvo|sin|antes|previa|aber|nur|ausser|wenn|ohne|nicht|vorher|mais|sauf|sans"
    r"|seulement|uniquement|pas|mas|apenas|somente|condition\w*)\b"
)


@lru_cache(maxsize=4096)
def asks_consent(header: str) -> bool:
    """Return whether a header asks if an organization may be shown by name; taking part in research is another consent.

    >>> asks_consent("I agree to take part in this study"), asks_consent("May we show you on the map?")
    (False, True)
    >>> asks_consent("Dürfen wir den Namen Ihrer Organisation veröffentlichen?"), asks_consent("Keep us anonymous")
    (True, True)
    """
    text = _plain(header)
    if _ASKS_TO_HIDE.search(text) and not _DOES_IT_ITSELF.search(text) and not _OF_A_STUDY.fullmatch(text):
        return True
    shown = _asks_to_show(text)
    about_names = _ABOUT_NAMES.search(text) is not None
    if shown and not ((_RESEARCH.search(text) or _SOMETHING_ELSE.search(text)) and not about_names):
        return True
    return bool(_ASKS_FOR_IT.search(text)) and not (_RESEARCH.search(text) or _SOMETHING_ELSE.search(text))


def about_research(header: str) -> bool:
    """Return whether a question or answer consents to take part in research, and to nothing else."""
    text = _plain(header)
    return bool(_ASKS_FOR_IT.search(text) and _RESEARCH.search(text) and not asks_consent(header))


def seems_consent(header: str, cells: Iterable[str]) -> bool:
    """Return whether a column may hold answers on consent though its header does not surely ask for it.

    Its header holds words such as publish or confidential, and its answers are like yes and no.

    >>> seems_consent("Name shown?", ["Yes", "No"]), seems_consent("Does your group publish data?", ["Yes", "No"])
    (True, False)
    """
    text = _plain(header)
    if not _SUSPECT.search(text) or _DOES_IT_ITSELF.search(text) or about_research(header):
        return False
    if _SOMETHING_ELSE.search(text) and not _ABOUT_NAMES.search(text):
        return False
    if _RESEARCH.search(text) and not _NAMES_IT.search(text):  # data that a study publishes names no organization
        return False
    said = {fold(cell) for cell in cells if fold(cell) not in {*NO_ANSWER, ""}}
    return bool(said) and len(said) <= _MOST_ANSWERS and 2 * sum(what_is_said(each) != "" for each in said) >= len(said)


def yes_means(header: str) -> YesMeans:
    """Return what yes and no to a question of consent mean.

    >>> yes_means("Can we publish your name?").yes, yes_means("May we share it with other members?").yes
    ('public', 'group')
    >>> yes_means("Please keep us anonymous")
    YesMeans(yes='no', no='group', doubt='audience')
    """
    text = _plain(header)
    if _HIDES.search(text) and not _NOT_IN_PUBLIC.search(text):
        both = _asks_to_show(_HIDES.sub(" ", text))
        return YesMeans("no", "no", "both") if both else YesMeans("no", "group", "audience")
    if _HIDES.search(_NOT_IN_PUBLIC.sub(" ", text)):
        return YesMeans("no", "no", "both")
    in_public = _IN_PUBLIC.search(_NOT_IN_PUBLIC.sub(" ", text))
    if _IN_GROUP.search(text):
        wider = _SAYS_PUBLIC.search(text) and not _NOT_IN_PUBLIC.search(text) and not _INTERNAL.search(text)
        return YesMeans("public" if wider else "group", "no", "")
    return YesMeans("public", "no", "") if in_public else YesMeans("group", "no", "audience")


def what_is_said(answer: str) -> Said:
    """Return what an answer says by itself: public, group or no; "yes" or "not" to the question; "" if unclear.

    >>> [what_is_said(each) for each in ("Sí", "I agree", "No, thanks", "Yes, but only inside the network")]
    ['yes', 'yes', 'not', 'group']
    >>> what_is_said("Yes, but ask us first")
    ''
    """
    text = _plain(answer)
    if text in _YES or answer.strip() in TICKED:
        return "yes"
    if text in NO:
        return "not"
    entry = load_vocabulary("consent").entry(answer)
    return entry.id if entry is not None else _said_in_words(text)  # type: ignore[return-value]


def _said_in_words(text: str) -> Said:
    """Return what folded text without accents says that is no fixed answer; "" if unclear."""
    if _RESEARCH.search(text) and not _ABOUT_NAMES.search(text):
        return ""
    if _BEGINS_NO.match(text):
        return "no" if _HIDES.search(text) else "not"
    if _IN_GROUP.search(text) and not _HIDES.search(_NOT_IN_PUBLIC.sub(" ", text)):
        return "" if _CONDITION.search(text) else "group"
    if _HIDES.search(text):
        return "no"
    if _BEGINS_YES.match(text) and not _RESTRICTS.search(text):
        return "public" if _IN_PUBLIC.search(text) else "yes"
    return ""


def consent_meant(header: str, answer: str) -> tuple[str, str]:
    """Return the consent that an answer to a question gives, and the doubt: "", "audience", "both" or "unknown".

    What is unclear is no.

    >>> consent_meant("May we show you on the map?", "Ja"), consent_meant("Consent", "yes")
    (('public', ''), ('group', 'audience'))
    """
    said, means = what_is_said(answer), yes_means(header)
    if not said:
        return "no", "unknown"
    if said == "not":
        return means.no, means.doubt if means.no == "group" or means.doubt == "both" else ""
    if said == "yes":
        return means.yes, means.doubt if means.yes == "group" or means.doubt == "both" else ""
    if means.yes == "no" and _BEGINS_YES.match(_plain(answer)):  # "Yes, also in public", asked to keep a name back
        return "no", ""
    return said, ""


def strictest(consents: Collection[str]) -> str:
    """Return the narrowest of several consents; what is none of them is no."""
    order = ("no", "group", "public")
    return min(consents, key=lambda each: order.index(each) if each in order else 0)


_MOST_ANSWERS = 8  # different ones, in a column of yes and no
_LONGEST = 400  # letters that are looked at: no question is longer
_CONDITION = re.compile(r"\b(?:if|unless|first|prior|until|ask|after|wenn|previa|condition\w*)\b")


def _plain(text: str) -> str:
    return unaccented(fold(text[:_LONGEST].replace("_", " ")))


def _asks_to_show(text: str) -> bool:
    return bool(_ASKS_TO_SHOW.search(text) or _SHOW_WHERE.search(text)) and not _DOES_IT_ITSELF.search(text)
