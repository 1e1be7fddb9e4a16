"""The parser of all verbs and options, with their help texts."""

from pathlib import Path

from ecosystem.terminal.answers import answer
from ecosystem.terminal.options import (
    Parser,
    add_verb,
    audience_option,
    city_option,
    ending,
    filled,
    output_option,
    program,
    renamed_option,
    round_option,
    verbose_option,
)
from ecosystem.terminal.project_parser import add_project_verbs
from ecosystem.terminal.serve import serve
from ecosystem.terminal.setups import propose_setup
from ecosystem.translation import gettext

RUNS = {"serve": serve, "setup": propose_setup, "recipe": propose_setup}  # what a verb does, where it prints no answer


def parser() -> Parser:
    """Return the parser of all verbs and options."""
    top = Parser(
        prog=program(),
        description=filled(
            gettext("Map who works with whom in a city from survey answers or lists."),
            gettext(
                "Tables go to standard output as CSV (check: JSON), messages to standard error. Nothing leaves your "
                "computer. Only the address of a Google Sheet as DATA uses the internet."
            ),
        ),
        epilog=ending("check survey/", "export survey/ -o tables/"),
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", title=gettext("verbs"))

    def verb(name: str, summary: str, detail: str, *examples: str, listed: bool = True) -> Parser:
        made = add_verb(verbs, RUNS.get(name, answer), name, (summary, detail, *examples), listed=listed)
        text = gettext("a file (.csv, .xlsx, ...), a folder of files, the address of a Google Sheet, or project:NAME")
        made.add_argument("data", metavar="DATA", nargs="?" if name == "serve" else None, help=text)
        text = gettext("column setup (TOML) that says what each column becomes")
        renamed_option(made, "--setup", "--recipe", "FILE", text, Path)
        verbose_option(made)
        return made

    verb(
        "check",
        gettext("Report what was read, what is not used and why (JSON)."),
        gettext("Counts rows, organizations, ties and cities, and lists every issue with its file, row and reason."),
        "check survey.xlsx",
    )
    table = verb(
        "table",
        gettext("Print one table (CSV)."),
        gettext("docs/tables.md describes each table and its columns. An unknown NAME prints the list of names."),
        "table survey/ ties --city Riverton > ties.csv",
    )
    _table_options(table)
    audience_option(table, "group")
    measures = verb(
        "measures",
        gettext("Print measures of organizations or of the whole network (CSV)."),
        gettext(
            "Each row holds one measure: its value, or the reason why there is none. low and high are the likely range "
            "if everyone had answered: 90 of 100 simulations lie inside. A plain list of ties has no range. "
            "docs/measures.md defines each measure."
        ),
        "measures survey/ --relation works_with --ties confirmed",
    )
    _measure_options(measures)
    round_option(measures, gettext("the last"))
    audience_option(measures, "group")
    gaps = verb(
        "gaps",
        gettext("Print what is missing, with the evidence and what to do (CSV)."),
        gettext("docs/gaps.md explains each kind of gap."),
        "gaps survey/ --city Riverton",
    )
    city_option(gaps, gettext("each city separately"))
    round_option(gaps, gettext("the last"))
    audience_option(gaps, "group")
    compare = verb(
        "compare",
        gettext("Print one row per city, with figures that can be compared (CSV)."),
        gettext("Each figure has its likely range (low, high). Cities are named; organizations are not."),
        "compare seven-cities.xlsx",
    )
    round_option(compare, gettext("the last"))
    names = verb(
        "names",
        gettext("Print names that may be the same organization, with the reasons (CSV)."),
        gettext("Nothing is merged: write your decisions to aliases.csv, or decide on the page Names of the app."),
        "names survey/ --apply aliases.csv",
        "names survey/ --decisions > aliases.csv",
    )
    city_option(names, gettext("each city separately"))
    option = names.add_argument
    option("--apply", type=Path, metavar="FILE", help=gettext("apply the decisions in FILE (aliases.csv) first"))
    option("--decisions", action="store_true", help=gettext("print the decisions in effect instead, as aliases.csv"))
    option("--across-cities", action="store_true", help=gettext("also compare names of different cities"))
    text = gettext("also print names of organizations that are not shown by name: for your eyes only")
    option("--withheld", action="store_true", help=text)
    audience_option(names, "group")
    drawn = verb(
        "map",
        gettext("Write the map of a city as one HTML file."),
        gettext("The file opens in any browser, without the internet."),
        "map survey/ --city Riverton -o map.html",
    )
    city_option(drawn, gettext("the city with most organizations"))
    round_option(drawn, gettext("the last"))
    output_option(drawn, "FILE.html", gettext("the file to write"))
    audience_option(drawn, "public")
    export = verb(
        "export",
        gettext("Write every table as CSV and .xlsx, and the network as GraphML."),
        gettext("Gephi, R and other programs read GraphML. Existing files of the same names are replaced."),
        "export survey/ -o tables/",
    )
    city_option(export, gettext("all cities"))
    round_option(export, gettext("every round of what was collected and measured, and the last for other findings"))
    output_option(export, "FOLDER", gettext("the folder to write to; it is made if missing"))
    audience_option(export, "public")
    for name in ("setup", "recipe"):  # one verb; help lists it under its new name alone
        setup = verb(
            name,
            gettext("Propose what each column becomes and write it as a column setup (TOML)."),
            gettext("Check the file, edit it, and use it with --setup FILE on any verb. Its earlier name is recipe."),
            "setup answers.csv -o setup.toml",
            "check answers.csv --setup setup.toml",
            listed=name == "setup",
        )
        output_option(setup, "FILE.toml", gettext("the file to write"))
    served = verb(
        "serve",
        gettext("Open the app in a browser."),
        gettext(
            "The terminal prints the address of the app. Ctrl+C ends it. Only this computer reaches it; with --shared, "
            "people with a link to a project do, and DATA, if given, is project:NAME. docs/host.md describes a server."
        ),
        "serve survey/",
        "serve project:river-city",
        "serve --shared --host 192.168.1.20",
    )
    _serve_options(served)
    add_project_verbs(verbs)
    return top


def _serve_options(verb: Parser) -> None:
    option = verb.add_argument
    option("--shared", action="store_true", help=gettext("let in people with a link to a project, and no one else"))
    text = gettext("with --shared: the address of this computer, or the name of the proxy in front, that people type")
    option("--host", metavar="NAME", help=text)
    option("--port", type=int, metavar="PORT", help=gettext("the port to listen on (default: 8501, or the next free)"))


def _table_options(table: Parser) -> None:
    text = gettext("the table: organizations, ties, reports, questions_asked, gaps, ...")
    table.add_argument("name", metavar="NAME", help=text)
    city_option(table, gettext("all cities"))
    round_option(table, gettext("every round of what was collected and measured, and the last for other findings"))
    text = gettext("for the table faded: after how many months answers fade (default: the project's limit, or 24)")
    table.add_argument("--months", type=int, metavar="N", help=text)


def _measure_options(verb: Parser) -> None:
    option = verb.add_argument
    text = gettext("measures of each organization or of the network (default: %(default)s)")
    option("--level", choices=("organization", "network"), default="organization", help=text)
    city_option(verb, gettext("each city separately"))
    text = gettext("one kind of tie, such as works_with (default: all together, without wishes)")
    option("--relation", default="all", metavar="RELATION", help=text)
    text = gettext("count every reported tie (union), or only ties that both ends report (default: %(default)s)")
    option("--ties", choices=("union", "confirmed"), default="union", help=text)
