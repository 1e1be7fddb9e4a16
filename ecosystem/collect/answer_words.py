"""Words for yes, no, nobody and nothing in answers, in English and Spanish, folded as they are compared."""

from ecosystem.text import fold

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
TICKED = frozenset({"x", "✓", "✔"})
_DASHES = " -\u2013\u2014./?_"


def names_nobody(text: str) -> bool:
    """Return whether text entered in place of a name means that there is no organization.

    >>> names_nobody("N/A"), names_nobody("--"), names_nobody("ninguna"), names_nobody("311")
    (True, True, True, False)
    """
    return fold(text) in NO_ANSWER | {"no", "x", "0"} or not text.strip(_DASHES)
