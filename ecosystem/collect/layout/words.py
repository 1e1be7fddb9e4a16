"""Words and patterns by which rows of a sheet's layout are told from its data."""

import re

HEADER_WORDS = frozenset(
    {
        *("id", "name", "label", "organization", "organisation", "actor", "sector", "type", "category", "role"),
        *("relation", "source", "target", "from", "to", "strength", "weight", "value", "direction", "status"),
        *("level", "date", "year", "city", "site", "address", "website", "email", "description", "notes"),
    }
)
UNNAMED = re.compile(r"column [A-Z]{1,3}")
NUMBER = re.compile(r"[-+$€£]?\s?[\d.,'\s]*\d[\d.,'\s]*%?")
ADDRESS = re.compile(r"https?://\S+|\[e-mail removed\]", re.IGNORECASE)

TOTAL_WORDS = ("total", "totals", "sum", "subtotal", "grand total", "gesamt", "summe", "somme", "suma")
TEST_WORDS = ("test", "testing", "test test", "testtest", "asdf", "asdfasdf", "qwerty", "foo", "bar", "xxx", "dummy")
NO_ANSWER = ("n/a", "na", "none", "nothing", "-", "--", ".", "x", "?")
NOTE = re.compile(
    r"(?:notes?|sources?|legend|key|updated|last updated|disclaimer)\b.{0,20}:"
    r"|(?:prepared|compiled|collected|created|maintained|updated|exported|generated|produced) (?:by|on|from|with)\b"
    r"|(?:printed|retrieved|downloaded) (?:on|from)\b|data as of\b|as of (?:\w+ )?\d"
    r"|(?P<sign>[*†‡])",
    re.IGNORECASE,
)
NOTE_WORDS = 8  # below a gap, a single cell of at least this many words is a sentence and not a name


def either(*patterns: str) -> re.Pattern[str]:
    """Return one pattern of several, in any case of letters."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


LEGEND = either(
    r"(?:legend|key|abbreviations?|definitions?|codes|footnotes?|references|colou?r code)\W*",
    r"(?:legende|leyenda|légende|legenda)\W*",
)

# A line that a program or a person put between the rows: the end of a page, a rule, the end of the list.
_PAGE_WORD = r"(?:page|pg\.?|p\.|seite|s\.|p[áa]gina|p[áa]g\.|pagina)"
PAGE_MARK = either(
    r"\W*(?:(?:page|section|column) ?break|seitenumbruch|salto de p[áa]gina|saut de page)\W*",
    rf"\W*{_PAGE_WORD}\s*\d+(?:\s*(?:of|/|von|de|sur|di|out of)\s*\d+)?\W*",
    r"\W*(?:continued|continuation|cont['’]?d|cont\.)(?:\s+(?:on|from|to|overleaf)\b.{0,30})?\W*",
    r"\W*(?:fortsetzung|continuaci[óo]n|contin[úu]a|continua[çc][ãa]o)(?:\s+(?:auf|en|de)\b.{0,30})?\W*",
    r"\W*(?:the )?end of (?:the |this )?(?:\w+ )?(?:list|table|file|data|report|sheet|page|section|document)\W*",
    r"\W*(?:the )?end of (?:the |this )?(?:\w+ )?(?:records?|survey|directory|roster|export|results)\W*",
    r"\W*(?:ende der (?:liste|tabelle|datei)|fin de (?:la )?(?:lista|liste|tabla|p[áa]gina))\W*",
    r"\W*(?:(?:this )?(?:page|row) (?:is )?)?(?:intentionally left |intentionally |left )blank\W*|\(blank\)",
    r"[-–—]\s*\d{1,3}\s*[-–—]",
    r"\W*(?:back to top|no more (?:rows|records|data|entries))\W*",
)
END_MARK = either(r"[^\w\s]{2,}\s*(?:end|ende|fin|eof|top|stop)\s*[^\w\s]{2,}", r"\[?EOF\]?")
_MORE = r"(?:continued|cont['’]?d|cont\.?|fortsetzung|forts\.|continuaci[óo]n|suite|continua[çc][ãa]o)"
CONTINUED = either(rf".*\({_MORE}\)\W*", r".*\s[-–—,]?\s*continued\W*")
RULE = frozenset("-–—_=*~.·•#/\\|+<>─━═ \t'`^:;,")  # signs of which dividing lines are made
UNKNOWN = either(
    r"[?\s]+|\.{3,}|…|x{4,}|tb[adc]|t\.b\.[adc]\.",
    r"to be (?:determined|announced|confirmed|decided|added|named)",
    r"por (?:definir|confirmar|determinar)|noch offen|a definir|à (?:définir|confirmer)",
)

_ORG = (
    r"(?:org(?:s|ani[sz]ations?|anizaci[óo]n|aniza[çc][ãa]o)?|agency|company|group|partner|entity|nonprofit|firm|"
    r"department)"
)
_HERE = r"(?:here|aqu[íi]|hier|ici)"
_THING = rf"(?:{_ORG}|names?|nombre|nom|nome|rows?|lines?|cells?|below|above|text|data|info(?:rmation)?|column|{_HERE})"
_EXAMPLE = r"(?:example|ejemplo|beispiel|exemple|exemplo|sample)"
TEMPLATE = either(  # beginnings of the first text of a row
    r"(?-i:[eE]\.\s?g\.)|(?:eg|ex)[.:]\s|p\.\s?ej\.|z\.\s?b\.|p\.\s?ex\.|par ex\.",
    rf"(?:for )?{_EXAMPLE}s?\s*(?::|\s[-–—]\s|$)",
    r"(?:for example|por ejemplo|zum beispiel|par exemple|por exemplo)\b",
    rf"(?:an? |the )?(?:example|sample|dummy|fictional|fictitious|placeholder)\s*-?"
    rf"(?:{_ORG}|name|row|entry|record|line|data|text)(?: name)?(?:,? inc\.?| \d+| [a-z])?$",
    rf"{_ORG} (?:de ejemplo|d['’]exemple|exemple|de exemplo)$",
    r"(?:muster|beispiel)-?\s?(?:org\w*|firma|verein|gmbh|zeile)$",
    rf"(?:your|su|tu|ihre|votre|sua|seu) (?:own )?{_ORG}(?:['’]s)?(?: name)?(?: goes)?(?: {_HERE})?\W*$",
    rf"(?:name of (?:the |your )?{_ORG}|{_ORG} name|name|text) (?:goes )?{_HERE}\W*$|name of (?:your )?{_ORG}\W*$",
    r"(?:please )?(?:insert|enter|type|add|write|put|fill|paste|provide|list|copy|start)\b"
    rf".*\b{_THING}\b.*\b{_HERE}\W*$",
    rf"(?:please )?(?:insert|enter|type|provide) (?:{_ORG}|the|your)(?: {_ORG})?(?: names?)?$|placeholder\W*$",
    rf"(?:nom|nombre|nome|name) (?:de(?: la| su| tu)?|de l['’]|der|da)\s?{_ORG} {_HERE}\W*$",
    r"(?:please )?(?:insert|enter|add|fill in|fill out|paste|provide|list)\b"
    rf"(?: in)? (?:the|your|an?|one|each|new|all)\b.*\b{_THING}\b",
    r"(?:add|insert|enter|start|type|paste) (?:\w+ ){0,4}(?:above|below|under|over) this (?:line|row)",
    r"click (?:here )?to (?:add|edit|enter)\b",
    r"(?:template|plantilla|vorlage)(?:\s*(?:[-–—:(*!]|row\b|only\b)|\s*$)",
    r"(?:instructions?|directions|guidance|hints?|how to (?:use|fill|complete)\b[^:]*)\s*:",
    r"(?:anleitung|hinweise?|instrucciones|instruções|consignes)\s*:",
    r"lorem ipsum\b",
)
_VERB = (
    r"(?:delete|import|edit|modify|remove|change|use|overwrite|touch|write|fill|enter|include|print|sort|upload|alter)"
)
_REST = (
    r"(?:this|these|the|any|or|and|rows?|lines?|cells?|formulas?|above|below|here|columns?|sheet|template|it|in|tab|"
    r"headers?|table)"
)
ORDER = either(  # "DO NOT DELETE", "Header: please don't edit this line", "City Library (delete this row)"
    rf"(?:.*[-–—:*(!.\[]\s*)?(?:please )?(?:do not|don['’]?t|never) {_VERB}(?:[\s,/]+(?:{_REST}|{_VERB}))*\W*",
    r".*\b(?:delete|remove|replace|overwrite) (?:this|these|the) (?:example |sample |template )?"
    r"(?:rows?|lines?|examples?|samples?|text|template)\b.*",
)
EXAMPLE_END = either(
    r".*\S\s*[(\[](?:an? |the )?(?:example|sample|ejemplo|beispiel|exemple|exemplo|template|placeholder)"
    r"(?: row| only| entry)?[)\]]\W*"
)

# "[Organization Name]", "<Name>", "{{name}}", "«Name»": what is inside decides.
BRACKETED = re.compile(
    r"[%$#]*[\[<{«]{1,3}\s*(?P<inside>[^\[\]<>{}«»\"“”|;]{1,80}?)\s*[\]>}»]{1,3}[%#]*"
    r"|(?P<sign>%|__)(?P<code>[\w ]{1,40})(?P=sign)"
)
_PLACEHOLDER_WORDS = frozenset(
    {
        *("organization", "organisation", "organizations", "organisations", "org", "name", "names", "nombre", "nom"),
        *("nome", "sector", "city", "ciudad", "stadt", "ville", "cidade", "type", "tipo", "category", "website", "url"),
        *("email", "mail", "phone", "address", "description", "title", "date", "your", "insert", "enter", "here"),
        *(
            "example",
            "sample",
            "text",
            "tbd",
            "placeholder",
            "partner",
            "source",
            "target",
            "relation",
            "role",
            "state",
        ),
        *("country", "zip", "contact", "agency", "funder", "amount", "field", "value", "organización", "organização"),
        *("sektor", "secteur", "setor", "firstname", "lastname", "company", "id", "relationship", "number"),
    }
)
_SAID = frozenset(  # a mark with one of these says something about the answer
    {
        *("removed", "withheld", "redacted", "anonymous", "anonymized", "hidden", "confidential", "unknown", "deleted"),
        *("blank", "none", "missing", "no", "not", "private", "retired", "closed", "defunct", "former", "sic"),
    }
)


def is_placeholder(cell: str, header: str) -> bool:
    """Return whether a cell holds a template's placeholder, both texts folded where they are compared.

    >>> is_placeholder("[Organization Name]", "name"), is_placeholder("<Lien>", "lien")
    (True, True)
    >>> is_placeholder("[RE]Design", "name")
    False
    """
    found = BRACKETED.fullmatch(cell)
    if found is None:
        return False
    inside = re.sub(r"[\W_]+", " ", (found["inside"] or found["code"]).casefold()).strip()
    words = set(inside.split())
    return inside == header or (bool(words & _PLACEHOLDER_WORDS) and not words & _SAID)


# A second row of headers: the types, formats or units of the columns, folded without punctuation.
TYPES = frozenset(
    {
        *("text", "string", "date", "datetime", "time", "number", "integer", "int", "float", "decimal", "numeric"),
        *("boolean", "bool", "yes no", "y n", "true false", "url", "link", "email", "e mail", "phone", "list"),
        *("dropdown", "drop down", "select", "select one", "select multiple", "single choice", "multiple choice"),
        *("choice", "choices", "free text", "short text", "long text", "open text", "pick one", "pick from list"),
        *("required", "optional", "mandatory", "recommended", "unit", "units", "varchar", "char", "usd", "us$", "$"),
        *("€", "eur", "%", "percent", "count", "km", "miles", "hours", "years", "persons", "people", "yyyy mm dd"),
        *("mm dd yyyy", "dd mm yyyy", "yyyy", "mm yyyy", "0 1", "1 5", "1 10", "texto", "fecha", "número", "numero"),
        *("sí no", "si no", "lista", "obligatorio", "opcional", "datum", "zahl", "ja nein", "liste", "pflichtfeld"),
        *(
            "texte",
            "nombre entier",
            "oui non",
            "obligatoire",
            "facultatif",
            "data",
            "sim não",
            "geopoint",
            "lat",
            "long",
        ),
        *("text field", "checkbox", "check box", "single select", "multi select", "long text field", "if applicable"),
    }
)
_LENGTH = re.compile(
    r"(?:varchar|char|text|string|max|number|decimal)\W*\d+(?:\W*\d+)?\W*(?:chars?|characters|digits)?\W*",
    re.IGNORECASE,
)


def is_type(cell: str) -> bool:
    """Return whether a cell names a type, a format or a unit of a column."""
    folded = " ".join(re.sub(r"[^\w%$€]+", " ", cell.casefold()).split())
    return folded in TYPES or bool(_LENGTH.fullmatch(cell))


# Tags of the Humanitarian Exchange Language, HXL: "#org +name", "#adm1+code".
TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)
CORE_TAGS = frozenset(
    {
        *("access", "activity", "adm1", "adm2", "adm3", "adm4", "adm5", "affected", "beneficiary", "capacity", "cause"),
        *("contact", "country", "crisis", "currency", "date", "delivery", "description", "event", "frequency", "geo"),
        *("group", "impact", "indicator", "inneed", "item", "loc", "meta", "modality", "need", "operations", "org"),
        *("output", "population", "reached", "region", "respondee", "sector", "service", "severity", "status"),
        *("subsector", "targeted", "value"),
    }
)
