"""What a question asks for, told by its words, in English and Spanish."""

import pytest

from ecosystem.collect.consent_words import asks_consent
from ecosystem.columns.question_words import (
    asks_for_others,
    asks_no_tie,
    direction_in,
    names_respondent,
    relation_in,
    role_in,
    scale_of,
)


@pytest.mark.parametrize(
    "question",
    [
        "Who do you work with?",
        "With whom does your organization share data?",
        "Which other agencies do you collaborate with?",
        "List the organizations you partner with",
        "Which of these do you work with? (check all that apply)",
        "Key partners",
        "Works with",
        "Funded by",
        "¿Con quién colabora?",
        "¿Con qué organizaciones trabaja su organización?",
    ],
)
def test_a_question_that_asks_who_or_which_others_asks_for_ties(question: str) -> None:
    assert asks_for_others(question)


@pytest.mark.parametrize(
    "question",
    [
        "Describe your organization's partnerships",
        "What are the biggest challenges your organization faces in collaborating with others?",
        "How does your organization work with others?",
        "How many organizations do you work with?",
        "What types of organizations do you work with?",
        "Do you work with other organizations outside the city? Why?",
        "Our organization collaborates well with others",
        "¿Por qué colabora con otras organizaciones?",
        "Which organization do you work for?",
        "Partnership goals of your organization",
    ],
)
def test_a_question_about_how_why_or_how_many_asks_for_no_ties(question: str) -> None:
    assert not asks_for_others(question)


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Organization Name", 2),
        ("Name of the agency", 2),
        ("Which department do you represent?", 2),
        ("Nombre de la organización", 2),
        ("Your organization", 1),
        ("Organization Mission Statement", 0),
        ("Name of your main partner organization", 0),
        ("What does your organization need?", 0),
    ],
)
def test_a_header_that_says_name_is_surer_than_one_that_mentions_an_organization(question: str, sure: int) -> None:
    assert names_respondent(question) == sure


@pytest.mark.parametrize(
    ("question", "consents"),
    [
        ("I agree to take part in this study", False),
        ("Consent to participate in the interview", False),
        ("Consent", True),
        ("May we show your organization on the public map?", True),
        ("Do you consent to take part and to be listed by name in the directory?", True),
        ("¿Podemos mostrar el nombre de su organización?", True),
    ],
)
def test_consent_to_research_is_no_consent_to_be_named(question: str, consents: bool) -> None:
    assert asks_consent(question) is consents


def test_roles_are_told_in_spanish_too() -> None:
    asked = ["Tipo de organización", "¿En qué coaliciones participa?", "¿Qué necesita?", "Ciudad", "Misión"]
    assert [role_in(question) for question in asked] == ["sector", "initiatives", "needs", "site", "description"]


def test_steps_of_a_scale_are_ordered_by_their_number_or_by_how_often_they_are() -> None:
    assert scale_of(["3 - often", "1 - rarely", "2"])[0] == ("1 - rarely", "2", "3 - often")
    assert scale_of(["Semanal", "Nunca", "Anual", "Mensual"]) == (("Anual", "Mensual", "Semanal"), ("Nunca",))


@pytest.mark.parametrize(
    ("question", "way"),
    [("Who funds your organization?", "gets"), ("Who gives you money?", "gets"), ("Whom do you fund?", "gives")],
)
def test_who_gives_is_told_by_who_is_the_subject(question: str, way: str) -> None:
    assert direction_in(question, "funds") == way


@pytest.mark.parametrize(
    "question",
    [
        "Who would you most like to work with in the future?",
        "Which agencies do you hope to partner with?",
        "Who do you wish you worked with?",
        "Which groups do you not yet work with but would like to?",
        "¿Con quién le gustaría colaborar?",
        "Mit wem möchten Sie zusammenarbeiten?",
    ],
)
def test_a_question_about_the_future_asks_for_a_wish(question: str) -> None:
    assert (asks_for_others(question), relation_in(question)) == (True, "would_like")


@pytest.mark.parametrize(
    "question",
    [
        "Which agencies are hard to work with?",
        "Which groups did you stop partnering with?",
        "Which agencies don't you work with?",
        "Organizations you used to work with",
        "Which agencies do you compete with for grants?",
        "Whom should we invite to this survey?",
        "¿Con quién ya no colabora?",
        "Mit wem arbeiten Sie nicht mehr zusammen?",
    ],
)
def test_a_question_about_ties_that_do_not_exist_asks_for_none(question: str) -> None:
    assert asks_no_tie(question)
    assert (asks_for_others(question), relation_in(question)) == (False, "")


@pytest.mark.parametrize(
    "question",
    [
        "Who do you work with that is not on this list?",
        "Who do you work with? (Do not include funders.)",
        "Which not-for-profit organizations do you work with?",
        "Which partners, current or former, do you work with?",
        "Name at least three organizations you work with",
        "Avec qui travaillez-vous ?",
        "Com quem trabalham?",
    ],
)
def test_a_question_that_says_not_may_still_ask_for_ties(question: str) -> None:
    assert (asks_no_tie(question), asks_for_others(question), relation_in(question)) == (False, True, "works_with")


def test_information_is_shared_and_advice_is_got() -> None:
    assert relation_in("Who do you exchange information with?") == "shares_data"
    assert direction_in("Who do you go to for advice?", relation_in("Who do you go to for advice?")) == "gets"


def test_groups_that_one_attends_are_initiatives_and_nobody_who_answers() -> None:
    asked = ("Which working groups do you attend?", "What committees do you belong to?", "¿A qué redes pertenece?")
    assert {(role_in(q), names_respondent(q), asks_for_others(q)) for q in asked} == {("initiatives", 0, False)}
    assert role_in("Which group do you belong to?") == "organization"


def test_a_challenge_is_no_description_and_a_need_described_is_a_need() -> None:
    asked = ("Describe the biggest challenge you faced", "Describe your needs", "Describe your organization")
    assert [role_in(question) for question in asked] == ["", "needs", "description"]


def test_how_often_is_ordered_in_german_and_no_part_of_a_name() -> None:
    assert scale_of(["wöchentlich", "nie", "selten"]) == (("selten", "wöchentlich"), ("nie",))
    assert scale_of(["Zimmerei", "Microsoft"]) == ((), ())


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Do you agree that we publish your answers?", True),
        ("Dürfen wir den Namen Ihrer Organisation veröffentlichen?", True),
        ("¿Está de acuerdo en que publiquemos sus respuestas?", True),
        ("Where do you publish reports about organizations?", False),
        ("Can you publish open data?", False),
    ],
)
def test_a_question_whether_answers_may_be_published_asks_for_consent(question: str, asks: bool) -> None:
    assert asks_consent(question) == asks
