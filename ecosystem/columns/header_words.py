"""Further headers of plain lists, in English, Spanish, Portuguese, German and French, by our own name of the column.

Written as headers are compared: folded, without accents, with _ between words. The usual English headers stand with
each column in its table (``aka``).
"""

from collections.abc import Mapping


def _by_language(*languages: str) -> tuple[str, ...]:
    return tuple(word for language in languages for word in language.split())


FURTHER_HEADERS: Mapping[str, tuple[str, ...]] = {
    "name": _by_language(
        "stakeholder stakeholder_name name_of_the_organization name_of_organisation name_of_agency",
        "nombre organizacion nombre_de_la_organizacion entidad institucion nombre_de_la_entidad asociacion",
        "nome organizacao nome_da_organizacao entidade instituicao nome_da_entidade",
        "organisationsname name_der_organisation einrichtung name_der_einrichtung bezeichnung verein traeger trager",
        "nom nom_de_lorganisation nom_de_lassociation organisme structure nom_de_la_structure association",
    ),
    "sector": _by_language(
        "sector_category type_of_organisation kind_of_organisation entity_type type_of_entity stakeholder_type "
        "organization_category org_category type_of_agency institution_type",
        "tipo tipo_de_organizacion tipo_de_entidad sector_de_la_organizacion clase",
        "tipo_de_organizacao setor tipo_de_entidade",
        "typ art organisationstyp art_der_organisation organisationsart sektor rechtsform",
        "type_dorganisation type_de_structure secteur type_dorganisme statut_juridique",
    ),
    "level": _by_language("nivel nivel_de_gobierno", "nivel_de_governo", "ebene verwaltungsebene", "niveau"),
    "roles": _by_language("rol funcion funciones", "papel papeis funcao funcoes", "rolle rollen funktion", "fonction"),
    "goals": _by_language(
        "focus_area issue_area issue_areas area_of_focus areas_of_focus area_of_work areas_of_work topic topics "
        "priorities priority_areas cause causes field_of_work fields_of_work themes",
        "objetivos temas areas_de_trabajo ambito ambitos",
        "objetivo tema areas_de_atuacao area_de_atuacao",
        "ziele themen thema themenfeld themenfelder handlungsfeld bereich bereiche",
        "objectifs themes thematiques thematique domaines domaine_daction",
    ),
    "offers": _by_language("ofrece ofertas", "oferece", "angebot angebote bietet", "offre offres"),
    "needs": _by_language("necesidades necesita", "necessidades precisa", "bedarf bedarfe braucht", "besoins"),
    "areas": _by_language(
        "areas_served service_area neighborhoods_served",
        "barrios barrio",
        "bairros bairro",
        "stadtteile stadtteil viertel",
        "quartiers quartier",
    ),
    "website": _by_language(
        "web_site website_url web_address",
        "sitio_web pagina_web web",
        "site_web pagina pagina_da_internet",
        "webseite internetseite",
        "site_internet",
    ),
    "description": _by_language("descripcion mision", "descricao missao", "beschreibung", "descriptif"),
    "consent": _by_language("consentimiento", "consentimento", "einwilligung", "consentement"),
    "site": _by_language(
        "city_name city_or_town hq_city",
        "ciudad municipio localidad",
        "cidade",
        "stadt ort gemeinde kommune",
        "ville commune localite",
    ),
    "address": _by_language(
        "street_address physical_address mailing_address",
        "direccion",
        "endereco morada",
        "anschrift adresse strasse",
        "rue",
    ),
    "area": _by_language("estado provincia departamento comunidad_autonoma", "uf", "bundesland", "departement"),
    "country": _by_language("pais", "land", "pays"),
    "latitude": _by_language("latitud", "breite breitengrad"),
    "longitude": _by_language("longitud", "lange langengrad laenge"),
    "source": _by_language(
        "origen desde fuente emisor organizacion_origen",
        "origem fonte",
        "von quelle ausgang",
        "origine de source_de_la_relation",
    ),
    "target": _by_language(
        "destino hacia receptor organizacion_destino",
        "para",
        "nach ziel an zu",
        "destination vers cible destinataire a",  # "de / a": the source is taken first
    ),
    "source_id": _by_language("id_origen id_origem", "von_id quelle_id", "id_origine"),
    "target_id": _by_language("id_destino", "nach_id ziel_id", "id_destination id_cible"),
    "relation": _by_language(
        "relation_type type_of_relationship kind_of_relationship type_of_relation kind_of_relation type_of_tie "
        "kind_of_tie tie_kind about what type_of_connection kind_of_connection nature_of_relationship "
        "interaction_type link_type how what_they_do_together what_we_do_together",
        "relacion tipo_de_relacion vinculo tipo_de_vinculo",
        "relacao tipo_de_relacao",
        "beziehung art_der_beziehung beziehungsart verbindung",
        "lien type_de_relation type_de_lien",
        "tipo typ art",
    ),
    "directed": _by_language("dirigido", "direcionado", "gerichtet", "dirige oriente"),
    "strength": _by_language(
        "strength_of_tie tie_strength",
        "peso fuerza intensidad",
        "forca intensidade",
        "gewicht starke staerke",
        "poids intensite",
    ),
    "scale_answer": _by_language("frecuencia", "frequencia", "haufigkeit haeufigkeit", "frequence"),
    "date": _by_language("fecha ano anio desde_cuando", "data", "datum jahr seit", "annee depuis"),
    "amount": _by_language("monto importe cantidad_de_dinero", "valor montante", "betrag summe", "montant"),
    "organization": _by_language(
        "member_organization member_organisation member_org member_agency participating_organization agency org",
        "organizacion entidad miembro nombre",
        "organizacao membro nome",
        "mitglied einrichtung",
        "membre organisme nom",
    ),
    "initiative": _by_language(
        "coalition working_group task_force alliance collaborative",
        "iniciativa proyecto red coalicion",
        "projeto rede",
        "projekt netzwerk bundnis",
        "projet reseau coalition",
    ),
    "role": _by_language("rol funcion", "papel", "rolle funktion", "fonction"),
}
