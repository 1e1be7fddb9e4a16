"""Words for yes, no, nobody and nothing in answers, in English and Spanish, folded as they are compared."""

import re

from ecosystem.text import fold

YES = frozenset({"yes", "y", "true", "si", "sí", "ja", "oui"})
NO = frozenset({"no", "n", "false", "nein", "non"})
NOTHING = frozenset(  # where a name or an answer is expected
    {"none", "n a", "na", "nobody", "no one", "nothing", "not applicable"}
    | {"ninguno", "ninguna", "nadie", "nada", "no aplica"}
)
NEVER = frozenset(  # where a frequency or closeness is expected
    {"never", "not at all", "no interaction", "no contact", "no relationship"}
    | {"nunca", "sin contacto", "sin relación", "sin relacion"}
)
TICKED = frozenset({"x", "✓", "✔"})
_DASHES = " -\u2013\u2014./?_"


def names_nobody(text: str) -> bool:
    """Return whether text entered in place of a name means that there is no organization.

    >>> names_nobody("N/A"), names_nobody("--"), names_nobody("ninguna"), names_nobody("311")
    (True, True, True, False)
    """
    return fold(text) in NOTHING | {"no", "x", "0"} or not text.strip(_DASHES)


# Where a need, an offer, a goal, a sector is expected; "other" is a sector, and "no" in any language is none.
_SAYS_NOTHING = """nan; null; nil; blank; tbd; tba; to be determined; unknown; unsure; not sure; dont know; i dont know
    do not know; not known; not available; not specified; not stated; prefer not to say; no answer; no response; nope
    no sabe; no sé; no se; desconocido; desconocida; sin respuesta; no tiene; no tenemos; no disponible; s d
    keine; keiner; keines; kein; nichts; niemand; keine angabe; keine angaben; k a; unbekannt; entfällt
    aucun; aucune; rien; personne; néant; inconnu; sans objet; nenhum; nenhuma; ninguém; não; nao; não se aplica"""
NO_VALUE = NOTHING | NO | {words.strip() for line in _SAYS_NOTHING.splitlines() for words in line.split(";")}
# As the relation of a pair these say that there is no tie; the other words, that its kind is not known.
NO_TIE = NO | {"none", "nothing", "no tie", "no relation", "ninguno", "ninguna", "keine", "aucun", "aucune", "nenhuma"}
_OF_NOTHING = re.compile(
    r" (?:(?:at|for|right|as|of|so|just) )*(?:this time|the moment|present|now|currently|yet|far|today|needed|specific"
    r"|in particular|really|known|identified|to report|to offer|to share|that (?:i|we) know(?: of)?|por ahora"
    r"|por el momento|zurzeit|derzeit|pour le moment|pour l instant|no momento)$"
    r"|(?<=^no) (?:needs?|offers?|goals?|roles?|partners?|sector)$"
)


def says_nothing(text: str) -> bool:
    """Return whether text entered as an attribute, such as a need or a sector, means that there is none.

    >>> [says_nothing(text) for text in ("N/A", "None at this time", "keine", "--", "No needs", "No-code tools")]
    [True, True, True, True, True, False]
    """
    folded = fold(text)
    return folded in NO_VALUE or _OF_NOTHING.sub("", folded) in NO_VALUE or not text.strip(_DASHES)
