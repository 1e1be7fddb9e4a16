"""Detection of columns about people by their headers, used by every reader, inference and page.

A header is about a person if it contains unambiguous words ("Last name", "Your e-mail"), or if it is a noun phrase for
people ("Best person to talk to", "Agency contact", "Executive Director"): at least one word denotes a person, and every
other word is a qualifier. "Contact frequency" and "Number of staff" are not. English and Spanish are covered; German
and French for common words. A column setup or a questionnaire takes precedence.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from ecosystem.collect.consent_words import asks_consent
from ecosystem.text import fold

GRID = re.compile(r"^(?P<stem>.*\S)\s*\[(?P<row>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\s*$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Persons by their role in the organization or in the survey. Accents are removed here, as in the compared headers.
_PEOPLE = _words(
    """person personne persona contact contacts poc respondent respondents interviewee interviewer enumerator surveyor
    submitter user username owner assignee staff employee supervisor manager managers director directors ceo cfo
    coo cto president chair chairperson chairman chairwoman cochair coordinator secretary treasurer
    superintendent founder founders officer head liaison liaisons representative spokesperson attendee informant
    author reviewer caseworker signatory clerk collector mayor pastor librarian contacto contactos encuestado
    encuestada encuestador encuestadora entrevistador entrevistadora entrevistado entrevistada responsable
    encargado encargada directora gerente coordinador coordinadora presidente presidenta representante
    secretario secretaria tesorero tesorera usuario usuaria referente empleado empleada ansprechpartner
    ansprechpartners ansprechpartnerin ansprechperson leitung kontakt kontakte kontaktperson befragte befragter
    leiter leiterin geschaftsfuhrer geschaftsfuhrerin vorsitzende vorsitzender bearbeiter bearbeiterin benutzer
    benutzername nutzername directeur directrice presidente coordinateur coordinatrice referent referente
    utilisateur utilisatrice repondant repondante enqueteur enquetrice coordonnees"""
)
# Attributes of one person: an address, a number, a signature. Their cells hold no names of people to look for.
_DETAILS = _words(
    """email emails emailadresse mailadresse mobile phone phones telephone telephones phonenumber tel cell cellphone
    landline fax whatsapp signature initials pronouns birthday dob ip ipaddress deviceid subscriberid simserial
    userid submitterid recipientemail correo correos telefono telefonos celular movil firma telefon
    telefonnummer rufnummer cellular handy handynummer mobil mobilnummer mobiltelefon festnetz geburtsdatum
    unterschrift anrede courriel portable skype jobtitle"""
)
_PHONES = _words(
    "phone phones telephone tel mobile cell cellphone fax whatsapp telefono celular movil telefon contacto"
)
_NO_NAMES = (_DETAILS - {"signature", "firma", "unterschrift"}) | _words(
    "address adresse number id birth title position cargo nacimiento naissance"
)
_NAME_PARTS = _words(
    """firstname lastname fullname surname surnames forename givenname familyname middlename vorname nachname
    familienname prenom prenoms apellido apellidos recipientfirstname recipientlastname"""
)
# Qualifiers of a person, or of the way to reach them.
_WHICH = _words(
    """a an the of for at in and or to on by with who whom whose is are should we can your our my their this that name
    names full first last middle given main key primary principal secondary best lead other another alternate
    alternative backup emergency current new technical local number numbers no nr num id ids details detail info
    information address line direct work home personal business private executive exec chief deputy vice
    assistant associate assoc senior interim acting general managing regional member members job title position
    role talk speak call ask reach write completing filling out answering responding responsible respond charge
    optional required if any available where most likely knows knowledgeable ed us point go up follow question
    questions about regarding interviewed surveyed preferred designated toll free ext extension authorized
    authorised field day daytime evening night text co edited modified created updated el la los las un una de
    del al y e o u en con para por su tu sus nombre nombres completo quien que cual es principal numero datos
    informacion electronico electronica ejecutivo ejecutiva general cargo legal clave trabajo fijo direccion
    linea puesto paterno materno paterna materna responde contesta llena encuesta formulario emergencia der die
    das des dem den von und oder fur ihr ihre ihrer mein namen nummer adresse zustandige zustandiger le les du
    des et ou votre vos mon nom noms numero adresse electronique mail ressource principale general generale
    fonction mobile fixe executif executive d l mr mrs ms dr"""
)
# Before a person word they qualify it ("Agency contact"); after it they are the noun meant ("Contact agency").
_ORGANIZATIONS = _words(
    """organization organizations organisation organisations org orgs agency company institution institute department
    dept group team entity employer partner network initiative coalition nonprofit city county town state
    municipality neighborhood neighbourhood site place office program programs project projects board operations
    finance communications community data it technology research policy outreach development survey form
    questionnaire response entry media press mailing gis grant grants billing account
    accounts record task marketing facility organizacion organizaciones entidad institucion empresa grupo ciudad
    municipio proyecto red iniciativa organisationen einrichtung firma verein stadt projekt initiative
    institution organismes association entreprise structure ville commune projet reseau"""
) - {"firma"}
_PERSONS = _PEOPLE | _DETAILS | _NAME_PARTS
_KNOWN = _PERSONS | _WHICH | _ORGANIZATIONS
_BETWEEN = _words("of for at in and or to de del en para y o von der des du fur et ou pour au a")
_OF = _words("of for de del du des von fur")
_AFTER_NOUN = _words("responsable referente referent principal")  # "entidad responsable" is an organization
_QUALIFIERS = _words("first last middle given full family completo")
_COUNT = re.compile(
    r"^(?:#|%|№|(?:the )?(?:total )?(?:number|no|num|count|percentage|percent|share|how many|numero|cantidad|anzahl"
    r"|nombre total|cuantos|cuantas)\b(?: (?:of|de|der|von))? )"
)
# Words that denote a person in any position.
_SURE = re.compile(
    r"\b(?:(?:first|last|given|family|middle|maiden) names?"
    r"|names? of (?:the )?(?:person|respondent|interviewer|contact)"
    r"|first (?:and|or)? ?last name|your (?:full |own |first |last )?names?|(?:user|contact|respondent) names?"
    r"|contact (?:person|info|information|details|number)s?|point of contact|points of contact|key people|ip address"
    r"|your (?:emails?|phone|mobile|telephone|cell)|email address(?:es)?|(?:phone|telephone|mobile|cell|fax) numbers?"
    r"|device id|sim serial|subscriber id|dates? of birth|birth ?dates?|your (?:job|title|position|age|gender|pronouns)"
    r"|(?:job|position|role) titles?|^names? (?:and )?titles?$|^whats app"
    r"|home address|volunteer coordinators?|direct (?:line|dial)|board (?:chair|president|members?)"
    r"|(?:project|team|program|group|department|staff|initiative) leads?(?= names?$|$)|personne a contacter"
    r"|(?:primer|segundo) nombre|(?:su|tu) nombre|nombres? y apellidos?|nombre completo|nombre de usuario"
    r"|correo electronico|numero de (?:telefono|celular)"
    r"|(?:persona|datos|informacion|numero) de contacto|fecha de nacimiento|direccion ip"
    r"|nombre y cargo|nombre y puesto|team members?|atendio"
    r"|ihr name|vor und nachname|email adresse|geburtsdatum|votre (?:nom|prenom)|nom de famille|nom et prenom"
    r"|prenom et nom|nom du (?:repondant|contact)|nom dutilisateur|adresse (?:mail|email|electronique)"
    r"|date de naissance|personne (?:contact|de contact|ressource))\b"
)
_BY = re.compile(
    r"^(?:(?:last|form|survey|data|first|record|row|was|this|completely|originally) )*"
    r"(?:submitted|entered|created|added|modified|edited|updated|changed|completed|filled(?: out| in)?|answered"
    r"|interviewed|recorded|collected|signed|prepared|reviewed|approved|verified|checked|assigned|attended|reported|taken"
    r"|introduced|recommended|referred|nominated|suggested|invited)"
    r" (?:by|to)(?: (?:name|user|email|id|whom|who))*$"
    r"|^(?:llenad|elaborad|cread|enviad|modificad|completad|respondid|editad|registrad|firmad|contestad|asignad)[oa]"
    r" (?:por|a)$"
    r"|^(?:ausgefullt|erstellt|eingegeben|geandert|bearbeitet|ubermittelt|eingereicht|beantwortet) von$"
    r"|^(?:rempli|cree|saisi|modifie|soumis|envoye|repondu)e? par$"
)
_ASKS_FOR_ONE = re.compile(
    r"\bwe\b.*\b(?:reach|contact|call|email|text|phone|write to) you\b"
    r"|\bway to (?:reach|contact) you\b"
    r"|^whom?\b(?: \w+){0,2} (?:should|can|could|may) we (?:\w+ )?(?:call|contact|talk|speak|ask|email|reach|write)\b"
    r"|^who (?:is|was)? ?(?:filling|completing|answering|filled|completed|answered|fills|completes)\b"
    r"|\bperson (?:who )?(?:is )?(?:filling|completing|answering|responding|filled|completed|answered|fills)\b"
    r"|^(?:what is )?your (?:current )?(?:role|position)"
    r"(?: (?:at|in|within|with) (?:your|the) (?:agency|company|department|office|organi[sz]ation|institution))?$"
    r"|^who are you$"
    r"|\bquien (?:responde|contesta|llena|completa)\b"
    r"|\ba quien (?:podemos|debemos) (?:llamar|contactar)\b|^an wen konnen wir uns wenden\b"
)
_NAME_OF = re.compile(r" (?:of|de|du|der) (?:(?:the|your|our|la|el) )?(\w+)$")
_EMAIL_AS_A_TOOL = _words(
    """often newsletter newsletters list lists listserv software platform platforms tool tools app apps program
    programs communicate communication exchange campaign campaigns blast marketing use uses using subscribers
    system domain domains provider server sent per many"""
)
_BLOCK = re.compile(r"^(?:about you|about yourself|your (?:details|contact)|sobre usted|uber sie|a propos de vous)\b")
_NOT_IN_A_BLOCK = _ORGANIZATIONS | _words(
    "website web url address street state province zip postal code country region pais provincia postleitzahl land"
)
_TITLES = frozenset({"title", "position", "position title", "role title", "cargo", "puesto", "funktion", "fonction"})
_HANDLES = _words("twitter linkedin instagram facebook handle handles skype zoom x profile")
_NAMES = frozenset({"name", "names", "nombre", "nombres", "nom", "namen"})
_SHORT_NAMES = frozenset({"acronym", "abbreviation", "short name", "nickname", "sigla", "siglas", "abkurzung", "sigle"})
_ORGANIZATION_NAMES = frozenset(
    {
        *("organization", "organisation", "org", "organization name", "organisation name", "org name"),
        *("name of organization", "name of the organization", "name of organisation", "name of your organization"),
        *("your organization", "your organisation", "agency name", "name of agency", "company", "company name"),
        *("institution", "institution name", "organizacion", "nombre de la organizacion", "entidad"),
        *("nombre de la entidad", "institucion", "nombre de la institucion", "organisationsname", "einrichtung"),
        *("name der organisation", "name der einrichtung", "nom de lorganisation", "nom de la structure"),
        *("affiliation", "employer"),
    }
)
_ASKS_FOR_AN_ORGANIZATION = re.compile(
    r"\b(?:name|which|what)\b.*\b(?:organi[sz]ation|agency|department|office|group)s?\b.*"
    r"\b(?:called|represent|work for|answer for|answering for)\b"
    r"|\bname of your (?:organi[sz]ation|agency|department|office|group|institution)\b"
    r"|\bdo you (?:represent|work for|answer for)\b"
)


@lru_cache(maxsize=20_000)
def is_about_person(header: str) -> bool:
    """Return whether a header alone marks a column about people; for a grid, by the question and not the row.

    >>> [is_about_person(h) for h in ("Best person to talk to", "Mobile number", "Vorname", "Agency contact")]
    [True, True, True, True]
    >>> is_about_person("May we use your name on the poster?")
    False
    >>> [is_about_person(h) for h in ("Contact frequency", "Number of staff", "Contact agency", "Name")]
    [False, False, False, False]
    """
    if asks_consent(header):  # "May we use your name?" is answered with yes or no
        return False
    grid = GRID.match(header)
    if grid is None:
        return _is_persons(header)
    stem, row = grid["stem"], grid["row"]
    if _BLOCK.match(_plain(stem)):  # in a block of contact details each row is a question
        return _plain(row) in _NAMES or _is_persons(row)
    return _is_persons(stem) and not _NOT_IN_A_BLOCK & set(_plain(row).split())


def about_people(headers: Sequence[str]) -> frozenset[str]:
    """Return the headers of columns about people, judged together with the other headers of the sheet.

    "Name" next to a column for the organization is a person's, and so is a title or profile next to a person; "Full
    name" next to an acronym is an organization's.

    >>> sorted(about_people(["Name", "Organization", "City"])), sorted(about_people(["Name", "City"]))
    (['Name'], [])
    """
    plain = {header: _plain(header) for header in headers}
    found = {header for header in headers if is_about_person(header)}
    others = set(plain.values())
    organization = any(p in _ORGANIZATION_NAMES or _ASKS_FOR_AN_ORGANIZATION.search(p) for p in others)
    if organization:
        found |= {header for header in headers if plain[header] in _NAMES}
    elif others & _SHORT_NAMES:
        found -= {header for header in headers if plain[header] == "full name"}
    if others >= {"first", "last"}:
        found |= {header for header in headers if plain[header] in ("first", "last")}
    if any(holds_names(header) for header in found):
        found |= {h for h in headers if plain[h] in _TITLES or (plain[h] and set(plain[h].split()) <= _HANDLES)}
    return frozenset(found)


def holds_names(header: str) -> bool:
    """Return whether a column about people holds their names, not their numbers, addresses or titles.

    >>> [holds_names(h) for h in ("Contact", "Your name", "Last name", "Contact phone", "Job title")]
    [True, True, True, False, False]
    """
    words = _plain(header).split()
    if {"name", "names", "nombre", "nombres", "nom"} & set(words):
        return True
    return " ".join(words) not in _TITLES and not _NO_NAMES & set(words)


def part_of_a_name(header: str) -> str:
    """Return "given" or "family" if a column holds only that part of people's names, else "".

    >>> part_of_a_name("First name"), part_of_a_name("Apellidos"), part_of_a_name("First and last name")
    ('given', 'family', '')
    """
    plain = _plain(header)
    given = re.search(
        r"\b(?:first|given) ?names?\b|\bforename\b|\bvorname\b|\bprenoms?\b|^nombres?$|\b(?:first|given)$", plain
    )
    family = re.search(
        r"\b(?:last|family) ?names?\b|\bsurnames?\b|\bnachname\b|\bfamilienname\b|\bapellidos?\b|\bnom de famille\b"
        r"|\b(?:last|family)$",
        plain,
    )
    both = bool(given and family) or bool(re.search(r"\b(?:first|nombres?|prenom|nom) (?:and|y|et)\b", plain))
    return "" if both else "given" if given else "family" if family else ""


def _is_persons(header: str) -> bool:
    if _said_of_a_person(_plain(header)):
        return True
    _, slash, name = header.rpartition("/")  # the groups of an XML form: "about/enumerator"
    return bool(slash and not re.search(r"\s", header)) and _said_of_a_person(_plain(name))


def _said_of_a_person(plain: str) -> bool:
    words = plain.split()
    if _COUNT.match(f"{plain} ") and not set(words) & (_PHONES | {"email", "emails"}):
        return False
    if _BY.search(plain) or _ASKS_FOR_ONE.search(plain) or _says_so_anywhere(plain, words):
        return True
    named = {"name", "nombre"} & set(words) and _QUALIFIERS & set(words) and not _ORGANIZATIONS & set(words)
    persons = [place for place, word in enumerate(words) if word in _PERSONS] or ([0] if named else [])
    if not persons or not all(word in _KNOWN or re.fullmatch(r"q?\d+", word) for word in words):
        return False
    if words[0] in ("first", "last", "new") and words[1:] in (["contact"], ["contacto"]):  # a time and not a person
        return False
    return not _is_an_organizations(words, persons[0], persons[-1])


def _says_so_anywhere(plain: str, words: list[str]) -> bool:
    """Return whether the header contains words that denote a person in any context."""
    if {"email", "emails", "courriel"} & set(words) and not _EMAIL_AS_A_TOOL & set(words):
        return True
    sure = _SURE.search(plain)
    if sure is None:
        return False
    of_it = _NAME_OF.match(plain[sure.end() :])
    start, end = len(plain[: sure.start()].split()), len(plain[: sure.end()].split()) - 1
    return not (of_it and of_it[1] in _ORGANIZATIONS) and not _is_an_organizations(words[: end + 2], start, end)


def _is_an_organizations(words: list[str], first: int, last: int) -> bool:
    """Return whether a noun phrase denotes an organization, given its first and last position of a person word.

    "Contact agency" and "Organization of the respondent" do; "Agency contact" and "Director of the agency" do not.
    """
    organizations = [place for place, word in enumerate(words) if word in _ORGANIZATIONS]
    before = [place for place in organizations if place < first]
    behind = [place for place in organizations if place > last]
    if before and (words[first] in _AFTER_NOUN or set(words[before[-1] : first]) & _OF):
        return True
    return bool(behind) and not set(words[last : behind[0]]) & _BETWEEN


@lru_cache(maxsize=20_000)
def _plain(header: str) -> str:
    """Return the words of a header without accents, capitals, numbering and text in round brackets."""
    text = header if re.search(r"\s", header.strip()) else re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", header)
    text = re.sub(r"^\s*#", " number of ", text) if not text.strip("# ").isdigit() else text
    text = text.replace("%", " percent of ")
    bracket = re.sub(r"\([^()]*\)", " ", text)
    within = set(fold(text).split()) - set(fold(bracket).split())
    if fold(bracket).strip() and not (_ORGANIZATIONS | _QUALIFIERS) & within:
        text = bracket
    text = re.sub(r"(?<=\w)['’]s\b", "", text)
    text = re.sub(r"\b[dlDL]['’](?=\w)", "", text)
    text = re.sub(r"^\s*(?:[Ll]ist of |[A-Za-z]+\d\w*\.|[Qq]?\d+[.):])\s*", "", text)
    text = "".join(c for c in unicodedata.normalize("NFD", fold(text)) if unicodedata.category(c) != "Mn")
    text = re.sub(r"\be mail", "email", text.replace("ß", "ss"))
    return re.sub(r"\s+", " ", text).strip()
