"""Words for yes, no, nobody and nothing in answers, in English and Spanish, folded as they are compared."""

from ecosystem.text import fold, tidy

YES = frozenset({"yes", "y", "true", "si", "sí", "ja", "oui"})
NO = frozenset({"no", "n", "false", "nein", "non"})
NOTHING = frozenset(  # where a name or an answer is expected
    {"none", "n a", "na", "nobody", "no one", "nothing", "not applicable"}
    | {"ninguno", "ninguna", "nadie", "nada", "no aplica"}
)
_NO_ANSWERS = """none of these; none of the above; none of them; none yet; none so far; none at this time; not yet
    none at the moment; no partners; no partner; no organization; no organizations; nobody yet; not sure; unsure
    unknown; dont know; do not know; i dont know; tbd; nil; prefer not to say; other; others; other please specify
    other specify; ninguno de los anteriores; ninguna de las anteriores; ninguno de estos; ninguna de estas; no sé
    no se; no sabe; sin respuesta; desconocido; ninguna organización; ninguna organizacion; otro; otra; otros
    keine; keiner; niemand; aucun; aucune; personne"""
NO_ANSWER = NOTHING | {words.strip() for line in _NO_ANSWERS.splitlines() for words in line.split(";")}
NEVER = frozenset(  # where a frequency or closeness is expected
    {"never", "not at all", "no interaction", "no contact", "no relationship"}
    | {"nunca", "sin contacto", "sin relación", "sin relacion"}
)
NOWHERE = NOTHING | frozenset(  # where a city is expected
    {"unknown", "not known", "tbd", "tba", "to be determined", "to be announced", "to be confirmed", "tbc", "no city"}
    | {"not available", "not provided", "not specified", "not stated", "not given", "unspecified", "undefined", "null"}
    | {"missing", "blank", "no location", "other", "various", "multiple", "several", "all", "any", "many"}
    | {"various cities", "various locations", "multiple cities", "multiple locations", "several cities", "all cities"}
    | {"nationwide", "national", "statewide", "countrywide", "worldwide", "international", "global", "online"}
    | {"virtual", "desconocido", "desconocida", "sin dato", "sin datos", "sin información", "sin informacion"}
    | {"no disponible", "no especificado", "no especificada", "por definir", "varios", "varias", "varias ciudades"}
    | {"todos", "todas", "n d", "s d", "nd"}
    | {"unbekannt", "nicht bekannt", "keine angabe", "k a", "ka", "verschiedene", "diverse", "mehrere", "alle"}
    | {"inconnu", "inconnue", "non renseigné", "non précisé", "divers", "plusieurs", "tous", "toutes", "aucun"}
    | {"aucune", "desconhecido", "desconhecida", "não informado", "nao informado", "não se aplica", "vários"}
    | {"várias", "nenhum", "nenhuma", "a definir"}
)
TICKED = frozenset({"x", "✓", "✔"})
_DASHES = " -\u2013\u2014./?_"


def names_nobody(text: str) -> bool:
    """Return whether text entered in place of a name means that there is no organization.

    >>> names_nobody("N/A"), names_nobody("--"), names_nobody("ninguna"), names_nobody("311")
    (True, True, True, False)
    """
    return fold(text) in NO_ANSWER | {"no", "x", "0"} or not text.strip(_DASHES)


def place_named(text: str) -> str:
    """Return the city that a cell names, tidied; "" where it says that there is none, or several.

    >>> place_named("N/A"), place_named(" New  York"), place_named("?"), place_named("desconocido")
    ('', 'New York', '', '')
    """
    nan = text.strip() in ("nan", "NaN")  # as a program writes an empty cell; Nan is a city
    return "" if nan or fold(text) in NOWHERE or not text.strip(_DASHES) else tidy(text)
