"""One rule says which columns are about people, by their headers; what it misses would be read, so both sides count."""

import pytest

from ecosystem.collect.person_headers import about_people, holds_names, is_about_person, part_of_a_name

ABOUT_A_PERSON = """
E-mail | Email | email address | Email Address | Your e-mail address (only the team sees this) | What is your email? |
Please leave your e-mail so we can send the map | Correo electrónico | Correo | E-Mail-Adresse | Adresse e-mail |
Courriel | Adresse électronique | Phone | phone | Phone number | Phone (mobile) | Phone # | Office phone | Mobile |
Mobile number | mobile_number | Cell | Cell phone | Direct line | Fax | fax number | Tel. | Tel | Teléfono |
Teléfono celular | Número de teléfono | Móvil | Celular | WhatsApp | WhatsApp number | Telefonnummer | Handynummer |
Téléphone | Téléphone portable | Surname | First name | Last name | firstName | LastName | First_name |
First & last name | First and last name | Full name | Name (first and last) | Your name | What is your name? |
Your name (only the team sees this) | Nombre y apellido | Nombre y apellidos | Apellidos | Nombre completo | Su nombre
| Nom de famille | Prénom | Nom et prénom | Votre nom | Vorname | Nachname | Ihr Name | Username | User | User name |
Nombre de usuario | Nom d'utilisateur | Submitted by | _submitted_by | Submitter | SubmitterID | SubmitterName |
Interviewer | Enumerator | enumerator | Enumerator name | group_a1/enumerator | contact/name | Surveyor | Encuestador
| Encuestadora | Nombre del encuestador | Manager | Director | Executive Director | Executive Director's name | CEO |
CEO/ED | Contact | Contacts | Key contacts | Key contact | Contact person | Contact name | Contact info |
Contact information | Contact (for follow-up) | Contact 2 | Main contact | Primary contact | Point of contact | POC |
Best person to talk to | Best person to contact | Who should we call | Who should we contact? |
Who can we call with questions? | Who else should we talk to? | Ansprechpartner | Ansprechpartnerin | Kontakt |
Kontaktperson | Persona de contacto | Contacto | Contacto principal | Person | Person responsible | Respondent |
Respondent name | respondent_name | Name of respondent | Name of person completing this form |
Name and title of the person completing this survey | Who is completing this survey? | Job title | Staff |
Staff contact | Staff member | Signature | Firma | Entered by | Created by | Modified by | Last edited by |
Last modified by | Completed by | Ausgefüllt von | Rempli par | Llenado por | Creado por | IP Address | IPAddress |
Date of birth | DOB | Fecha de nacimiento | Geburtsdatum | Date de naissance | Home address | Responsable | Presidente
| Presidenta | Chair | Board chair | Board members | Owner | Assigned to | Assignee | Agency contact |
Organization contact | Organization contact email | City contact | Data contact | Program manager | Project manager |
Executive director name | Name of Executive Director | Director of the agency | Directora | Representante legal |
Contact [Phone Number] | Contact [Name] | About you [Phone] | About you [Name] | Contact information [Email] |
RecipientEmail | RecipientFirstName | Position title | Position Title | position_title |
Who is the executive director? | How can we reach you? | Best way to reach you | Responsable del proyecto |
Contacto de la organización | Geschäftsführer | Geschäftsführerin | Directeur | Directrice | Personne contact |
Président | Coordinator | Secretary | Your role | Q3. Your name | 3) Contact | G01Q02. E-mail | Key people |
Name, title | Contact name & phone | Interviewed by | Entrevistador | Ihre E-Mail-Adresse | Anrede und Name |
Primary Contact Name | Primary Contact Email | Secondary contact | Contact Person (Name) | Contact person's e-mail |
Lead contact person | Program Officer | Program Director | Contact Phone Number | Phone Number (Optional) | Cell # |
Work phone | Email (optional) | Email 2 | Preferred email address | Who filled out this form? | Filled in by |
Data entered by | Recorded by | Your job title | Your title | Your position | Title of respondent |
Name and position of respondent | Interviewer name | Name of interviewer | Surveyor ID | Enumerator ID |
Agency Director | Board President | Board Chairperson | Treasurer | Founder | Founder(s) | President/CEO |
Chief Executive Officer | Head of organization | Department head | Executive Director/CEO | Executive Director (name)
| Staff lead | Team lead | Project lead | Project Lead Name | Account owner | Record owner | Task owner |
Email of contact person | Name of contact | Names of staff | List of staff members | Your contact details |
Leave your phone number if you want updates | Would you like to leave your email? | Nombre del contacto |
Nombre de la persona que responde | Persona que llena la encuesta | Correo del contacto |
Correo electrónico de contacto | Teléfono de contacto | Nombre del director | Director ejecutivo |
Puesto del encuestado | Coordinador del proyecto | Apellido paterno | Primer nombre | Firma del responsable |
Ansprechpartner/in | Ansprechpartner*in | Telefon | Mobil | Name des Ansprechpartners | Name der Kontaktperson |
Leitung | Nom du contact | Nom du responsable | Numéro de téléphone | Personne à contacter | Contact principal |
Coordonnées | Owner Email | Date of Birth (DOB) | Signature of respondent | Submitted By (email) | Last Updated By |
Contact_1_Name | contactName | ContactEmail | primary_contact | main_contact_phone | contact-email | CONTACT | PHONE |
E-MAIL | Main point of contact for this project | Best contact for data questions | Who is the best person to contact?
| Whom should we contact about this? | Name of person interviewed | Person interviewed | Attended by | Mailing contact
| Media contact | Press contact | IT contact | GIS contact | Grant contact | Emergency contact |
Name of the person filling out this form | Your first and last name | Who are you? | Contact's name |
Alternate contact | Secondary point of contact | Day phone | Evening phone | Phone/Text | Cellular |
Preferred contact | Office Manager | Grants Manager | Librarian | Superintendent name | Lead staff person |
Program lead | Designated representative | Authorized signatory | Authorized representative | Board treasurer |
Board secretary | President or chair | Name(s) of co-directors | E-mail (work) | Personal email | Kontakt E-Mail |
Telefonnummer (mobil) | Ansprechpartner Name | Rufnummer | Nom et fonction du répondant | Courriel du contact |
Téléphone du responsable | Nombre y cargo de quien responde | ¿Cuál es su nombre? | ¿Cuál es su correo electrónico?
| Número de contacto | Teléfono móvil | Nombre del representante | Data collector name | Field officer |
Interviewee name | modified_by | created_by_user | last_edited_user | Contact title | Mayor | Pastor |
Primary contact first name | Contact's job title | Name and email of main contact | Main phone | Toll-free phone |
Phone ext. | Contact cell | Agency representative name | Liaison officer | Program contact email | Person in charge
| Staff responsible | Person to contact in an emergency | Name of contact for this initiative |
Who is your main contact at the city? | Prepared by | Reported by | Survey taken by | Data entry clerk |
Volunteer coordinator | Outreach coordinator | Community liaison | Board chair name | Vice president |
Deputy director | Interim director | Directora ejecutiva | Nombre de la directora | Persona encargada |
Teléfono (casa) | Correo personal | Contacto de emergencia | Ansprechpartnerin (Name) | Vor- und Nachname |
Nom, prénom | Adresse courriel | Responsable de la structure | user_email | assigned_to | created_by |
contact_person_name
"""
ABOUT_NO_PERSON = """
Name | Name of organization | Name of the organization | Organization | Organization name | Agency | Agency name |
Contact organization | Contact agency | Number of staff | # of staff | % of staff | Staff size | Paid staff |
paid_staff | volunteer_staff | Staff time | Contact frequency | Frequency of contact | Contact type |
Date of last contact | How often are you in contact with [City IT] |
How often are you in contact with each of these? [City IT] | Who do you contact for data? |
Which organizations do you contact for data? | Who contacts you for data? | Personnel | Data manager software | roles
| Role | Roles | Role of your organization | Which roles does your organization play? | Person-centered care |
Manages data for | Community contact hours | Phone bank volunteers needed | Name of initiative | Project name |
Network name | City name | label | Label | City | Sector | Website | Address | address | Type | Description |
Description of the project | Email newsletter software | How do you communicate with partners? [Email] |
Which tools do you use? [Phone] | Do you use an email list? | What can your organization offer others? [Staff time] |
Employees | Number of employees | Members | Member organizations | People served | Partner | Partners | Funder |
Lead agency | Organization of the respondent | Respondent's organization | Respondent organization | Contact [Company]
| Contact [City/Town] | Nombre | Nombre de la organización | Nombre del proyecto | Organización |
Organización de contacto | Entidad responsable | Frecuencia de contacto | ¿Con qué organizaciones tiene contacto? |
Número de empleados | Personas atendidas | Ciudad | Rol | Name der Organisation | Kontakthäufigkeit |
Nom de l'organisation | Nombre de salariés | Structure | Ville | source | target | from | to | strength | weight |
date | Date | year | amount | site | nickname | Legal name | Full legal name of organization | Official name |
Number of contacts | First contact | Last contact | Manager of grants received | Directory | Directed |
Director's office budget | Case management | Management | Leadership development | Personal computers | User needs |
Users | User research | Mobile app | Mobile clinic visits | Cell tower data | Telehealth | Contact tracing |
Contact tracing data | Titles held | Projects | guided by | Funded by | funded_by |
Which national networks do you belong to? | In one or two sentences, what is your office responsible for? |
Who gives you advice or sends people to you? One organization a line, how often in brackets |
Which skills does your group have? | Who would you like to start working with? |
May we show your organization on the map? | Which data does your office collect or publish? | Staffing | Ownership |
Homeownership rate | Tenure | Volunteers | Chairs and tables | Supervisory district | Council district |
Presidential district | Superfund sites | Tele-medicine | Fax-free referrals | Faith leaders reached | Family services
| First responders | Last year budget | Age groups | Person hours | Title | Position | Twitter | level | relation |
status | goals | needs | offers | areas | id | org_id | organization_id | name_as_written | reporter | position | role
| consent | country | part_of | Phone service coverage | Contact center software |
What is the name of your organization? | What is the name of your office, department or institution? |
Which city are you answering for? | Timestamp | Submission date | Completion time | Response ID | Name of the partner
| How often do you work together? | Recipient Org:Name | City Manager's Office | Owner-occupied housing |
Contact us page | Contact method | Preferred method of contact | Contact with residents | Number of contacts per month
| Resident contact | Client contact hours | How do you contact residents? | Have you been in contact with City Hall? |
Are you in touch with them? | How many staff do you have? | Full-time staff | FTE | Staff capacity |
Staff training needs | Director of what? | Leadership structure | Governance | Manager type | Managed by |
Management company | Network manager organization | Fiscal sponsor | Fiscal agent | Host organization |
Parent organization | Member count | Program name | Name of coalition | Name of network | Event name | Dataset name |
Name of tool | Data owner organization | Data steward agency | Serves people with disabilities |
Person served per year | Languages spoken | Owner type | Ownership type | Phone app used | Telephone surveys conducted
| Emails sent per month | Uses email marketing? | User group | User type | Number of users | Active users |
Staffed by volunteers | Contactless payments | Signature programs | Signature event | Chairlift | Presidency | Founded
| Founding year | Founder organization | Year founded | Author organization | Mobile units | Mobile health |
Cell coverage | Fax machines | Interview date | Survey date | Enumerator organization | Respondent type |
Respondent category | Respondent's sector | Interview language | Position in network | Title I school | Job training |
Job placement | First name of the organization | Last updated | Created | Modified | Created time | Updated at |
Response date | Nombre comercial | Nombre de la red | Tipo de organización | Fecha de contacto | Personal | Personas |
Número de voluntarios | Organisationstyp | Mitarbeiterzahl | Anzahl Mitarbeiter | Name des Vereins |
Nom de l'association | Nom du projet | Type de structure | Effectif | Partner organization contacted | Neighborhood |
People | Community partners | Key partners | Key stakeholders | Beneficiaries | Home page | Direct services |
Direct service provider | Business type | General fund | Contact rate | Chair yoga | Coordinator organization |
Coordinating agency | Representative organization | Staff email list software | Household name | Street name |
Username policy |
Contact preferences of residents | Directed by residents | Staff languages | Staff with data skills |
Number of board members | Board size | Does your organization have a board? | Meeting place | Phone survey |
Text messaging tool | Email domain | Position on zoning | Resident leaders trained | Directory listing |
User interface | Lead organization | Lead partner | Lead time | Head count | Head Start program |
Officer-involved incidents | Presidents' Day event | Chair lift | Founder effect | Author rights |
Ownership structure | Owner organization | Contacted on | Contact status | Named partners | Name in English |
Official name in Spanish | Short name | Nombre corto | Nombre oficial | Nom officiel | Kurzname | Offizieller Name |
Rechtsform | Kontaktfrequenz | Fréquence de contact | Personas con discapacidad | Personal técnico | Mobiliario |
Director's circle members | Community manager software | Contact language | Contact notes | Meeting frequency |
Manager training offered | Directors' training | Number of directors | Staff count | Staff turnover | Staff funding
| Key programs | Main office address | Office address | Office hours | Name of fiscal sponsor |
Name of parent organization | Person-years | User count | Website contact form | Chairs | Email list size |
Phone hours | Mobile unit schedule | Signature issues | Tipo de contacto | Cargo de la red | Horario de contacto |
Contacto con residentes | Kontaktart | Art des Kontakts | Type de contact | Responsabilité | Représentativité |
Directives | Coordination | Coordinated by | Owned by | Operated by | Supported by | Serves | Personnel | Board type
| City population
"""


def headers(text: str) -> list[str]:
    return [" ".join(header.split()) for header in text.split("|")]


@pytest.mark.parametrize("header", headers(ABOUT_A_PERSON))
def test_a_header_that_asks_for_a_person_is_about_a_person(header: str) -> None:
    assert is_about_person(header)


@pytest.mark.parametrize("header", headers(ABOUT_NO_PERSON))
def test_a_header_that_asks_for_anything_else_is_not(header: str) -> None:
    assert not is_about_person(header)


@pytest.mark.parametrize("header", ["", "  ", "?", "[", "Contact [", "[City IT]", "()", "_", "/", "\u200b"])
def test_a_header_without_words_is_about_nobody_unless_a_word_is_left(header: str) -> None:
    assert is_about_person(header) == header.startswith("Contact")


@pytest.mark.parametrize(
    ("sheet", "people"),
    [
        ("Name|Organization|City", "Name"),
        ("Nombre|Organización", "Nombre"),
        ("Name|What is the name of your organization?", "Name"),
        ("Name|City|Sector", ""),
        ("Name|Organization type", ""),
        ("Name|Which organizations do you work with?", ""),
        ("Organization|Contact|Title", "Contact|Title"),
        ("Organization|Title|Year", ""),
        ("Organization|Email|Twitter", "Email"),
        ("First name|Last name|LinkedIn profile|Organization", "First name|Last name|LinkedIn profile"),
        ("Full name|Acronym|Website", ""),
        ("Full name|Organization", "Full name"),
    ],
)
def test_what_stands_beside_a_header_says_whose_name_or_title_it_is(sheet: str, people: str) -> None:
    assert about_people(sheet.split("|")) == {header for header in people.split("|") if header}


@pytest.mark.parametrize(
    "header", ["Contact", "Your name", "Director", "Last name", "Enumerator", "Contact name, phone", "Signature"]
)
def test_columns_of_names_are_told_from_those_of_numbers_and_addresses(header: str) -> None:
    assert holds_names(header)
    assert not holds_names("Contact phone") and not holds_names("E-mail") and not holds_names("Date of birth")


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("First name", "given"),
        ("RecipientFirstName", "given"),
        ("Vorname", "given"),
        ("Last_name", "family"),
        ("Apellidos", "family"),
        ("Nom de famille", "family"),
        ("First and last name", ""),
        ("Nombre y apellidos", ""),
        ("Contact", ""),
    ],
)
def test_a_column_of_given_or_family_names_says_which(header: str, part: str) -> None:
    assert part_of_a_name(header) == part
