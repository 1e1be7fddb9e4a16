"""Words for yes, no, nobody and nothing in answers, in five languages, folded as they are compared."""

import re

from ecosystem.text import fold, tidy


def _words(text: str) -> frozenset[str]:
    return frozenset(words.strip() for line in text.splitlines() for words in line.split(";"))


YES = frozenset({"yes", "y", "true", "si", "sí", "ja", "oui"})
NO = frozenset({"no", "n", "false", "nein", "non"})
NOTHING = frozenset(  # where a name or an answer is expected
    {"none", "n a", "na", "nobody", "no one", "nothing", "not applicable"}
    | {"ninguno", "ninguna", "nadie", "nada", "no aplica"}
)
# Wherever an answer is expected, whatever the question.
_NOT_SAID = NOTHING | _words("""nan; null; nil; blank; tbd; tba; to be determined; unknown; unsure; not sure; dont know
    i dont know; do not know; not known; not available; not provided; not specified; not stated; not given; unspecified
    prefer not to say; no answer; no response; no sabe; no sé; no se; desconocido; desconocida; sin respuesta
    no disponible; no especificado; no especificada; s d; sin dato; sin datos; sin información; sin informacion
    keine; keiner; keines; kein; nichts; niemand; keine angabe; keine angaben; k a; unbekannt; nicht bekannt; entfällt
    aucun; aucune; rien; personne; néant; inconnu; inconnue; non renseigné; non précisé; sans objet; nenhum; nenhuma
    ninguém; não; nao; não se aplica; desconhecido; desconhecida; não informado; nao informado""")
# Where the name of an organization is expected.
NO_ANSWER = _NOT_SAID | _words("""none of these; none of the above; none of them; none yet; none so far
    none at this time; none at the moment; not yet; no partners; no partner; no organization; no organizations
    nobody yet; other; others; other please specify; other specify; ninguno de los anteriores
    ninguna de las anteriores; ninguno de estos; ninguna de estas; ninguna organización; ninguna organizacion
    otro; otra; otros""")
# Where a need, an offer, a goal or a sector is expected; "other" is a sector, and "no" in any language is none.
NO_VALUE = _NOT_SAID | NO | _words("nope; no tiene; no tenemos")
# Where a city is expected.
NOWHERE = _NOT_SAID | _words("""to be announced; to be confirmed; tbc; no city; undefined; missing; no location; other
    various; multiple; several; all; any; many; various cities; various locations; multiple cities; multiple locations
    several cities; all cities; nationwide; national; statewide; countrywide; worldwide; international; global; online
    virtual; por definir; varios; varias; varias ciudades; todos; todas; n d; nd; ka; verschiedene; diverse; mehrere
    alle; divers; plusieurs; tous; toutes; vários; várias; a definir""")
NEVER = frozenset(  # where a frequency or closeness is expected
    {
        "never",
        "not at all",
        "no interaction",
        "no contact",
        "no relationship",
        "nie",
        "niemals",
        "kein kontakt",
        "jamais",
    }
    | {"nunca", "sin contacto", "sin relación", "sin relacion"}
)
# As the relation of a pair these say that there is no tie; the other words, that its kind is not known.
NO_TIE = NO | _words("none; nothing; no tie; no relation; ninguno; ninguna; keine; aucun; aucune; nenhuma")
TICKED = frozenset({"x", "✓", "✔"})
_DASHES = " -\u2013\u2014./?_"
_OF_NOTHING = re.compile(
    r" (?:(?:at|for|right|as|of|so|just) )*(?:this time|the moment|present|now|currently|yet|far|today|needed|specific"
    r"|in particular|really|known|identified|to report|to offer|to share|that (?:i|we) know(?: of)?|por ahora"
    r"|por el momento|zurzeit|derzeit|pour le moment|pour l instant|no momento)$"
    r"|(?<=^no) (?:needs?|offers?|goals?|roles?|partners?|sector)$"
)


def names_nobody(text: str) -> bool:
    """Return whether text entered in place of a name means that there is no organization.

    >>> names_nobody("N/A"), names_nobody("--"), names_nobody("ninguna"), names_nobody("311")
    (True, True, True, False)
    """
    return fold(text) in NO_ANSWER | {"no", "x", "0"} or not text.strip(_DASHES)


def says_nothing(text: str) -> bool:
    """Return whether text entered as an attribute, such as a need or a sector, means that there is none.

    >>> [says_nothing(text) for text in ("N/A", "None at this time", "keine", "--", "No needs", "No-code tools")]
    [True, True, True, True, True, False]
    """
    folded = fold(text)
    return folded in NO_VALUE or _OF_NOTHING.sub("", folded) in NO_VALUE or not text.strip(_DASHES)


def place_named(text: str) -> str:
    """Return the city that a cell names, tidied; "" where it says that there is none, or several.

    >>> place_named("N/A"), place_named(" New  York"), place_named("?"), place_named("desconocido")
    ('', 'New York', '', '')
    """
    if text.strip() == "Nan":  # a city in Thailand; programs write an empty cell as nan or NaN
        return "Nan"
    return "" if fold(text) in NOWHERE or not text.strip(_DASHES) else tidy(text)
