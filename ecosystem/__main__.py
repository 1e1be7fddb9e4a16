"""The command line: CSV or JSON on standard output, messages on standard error, exit status 0 on success only."""

import argparse
import json
import os
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ecosystem import log
from ecosystem.errors import EcosystemError, RequestError
from ecosystem.translation import gettext, ngettext

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.collect.recipes import Recipe
    from ecosystem.tables.dataset import Ecosystem

MODULE, COMMAND = "python -m ecosystem", "civic-mapper"  # the two ways to start the program
TABLE_ALIASES = {"questions_asked": "asked"}  # a second name of a table
WIDTH = 79  # characters in a line of help


class Parser(argparse.ArgumentParser):
    """An argument parser that keeps line breaks in its texts and reports a mistake in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        """Print the mistake and where to look it up; exit with status 2."""
        text = gettext("{program}: {mistake}. For help, run: {program} --help")
        self.exit(2, text.format(program=self.prog, mistake=message) + "\n")


def parser() -> Parser:
    """Return the parser of all verbs and options."""
    program = COMMAND if Path("".join(sys.argv[:1])).stem == COMMAND else MODULE
    top = Parser(
        prog=program,
        description=_filled(
            gettext("Map who works with whom in a city from survey answers or lists."),
            gettext(
                "Tables go to standard output as CSV (check: JSON), messages to standard error. Nothing leaves your "
                "computer. Only the address of a Google Sheet as DATA uses the internet."
            ),
        ),
        epilog=_ending(program, "check survey/", "export survey/ -o tables/"),
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", title=gettext("verbs"))

    def verb(name: str, summary: str, detail: str, *examples: str, listed: bool = True) -> Parser:
        about: dict[str, Any] = {"help": summary.rstrip(".")} if listed else {}
        ending = _ending(program, *examples)
        made = verbs.add_parser(name, description=_filled(summary, detail), epilog=ending, **about)
        text = gettext("a file (.csv, .xlsx, ...), a folder of files or the address of a Google Sheet")
        made.add_argument("data", metavar="DATA", nargs="?" if name == "serve" else None, help=text)
        text = gettext("column setup (TOML) that says what each column becomes")
        _renamed(made, "--setup", "--recipe", "FILE", text, Path)
        made.add_argument("--verbose", action="store_true", help=gettext("report each step on standard error"))
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
    text = gettext("the table: organizations, ties, reports, questions_asked, gaps, ...")
    table.add_argument("name", metavar="NAME", help=text)
    _city(table, gettext("all cities"))
    _audience(table, "group")
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
    _audience(measures, "group")
    gaps = verb(
        "gaps",
        gettext("Print what is missing, with the evidence and what to do (CSV)."),
        gettext("docs/gaps.md explains each kind of gap."),
        "gaps survey/ --city Riverton",
    )
    _city(gaps, gettext("each city separately"))
    _audience(gaps, "group")
    verb(
        "compare",
        gettext("Print one row per city, with figures that can be compared (CSV)."),
        gettext("Each figure has its likely range (low, high). Cities are named; organizations are not."),
        "compare seven-cities.xlsx",
    )
    names = verb(
        "names",
        gettext("Print names that may be the same organization, with the reasons (CSV)."),
        gettext("Nothing is merged: write your decisions to aliases.csv, or decide on the page Names of the app."),
        "names survey/ --apply aliases.csv",
        "names survey/ --decisions > aliases.csv",
    )
    _city(names, gettext("each city separately"))
    option = names.add_argument
    option("--apply", type=Path, metavar="FILE", help=gettext("apply the decisions in FILE (aliases.csv) first"))
    option("--decisions", action="store_true", help=gettext("print the decisions in effect instead, as aliases.csv"))
    option("--across-cities", action="store_true", help=gettext("also compare names of different cities"))
    text = gettext("also print names of organizations that are not shown by name: for your eyes only")
    option("--withheld", action="store_true", help=text)
    _audience(names, "group")
    drawn = verb(
        "map",
        gettext("Write the map of a city as one HTML file."),
        gettext("The file opens in any browser, without the internet."),
        "map survey/ --city Riverton -o map.html",
    )
    _city(drawn, gettext("the city with most organizations"))
    _output(drawn, "FILE.html", gettext("the file to write"))
    _audience(drawn, "public")
    export = verb(
        "export",
        gettext("Write every table as CSV and .xlsx, and the network as GraphML."),
        gettext("Gephi, R and other programs read GraphML. Existing files of the same names are replaced."),
        "export survey/ -o tables/",
    )
    _city(export, gettext("all cities"))
    _output(export, "FOLDER", gettext("the folder to write to; it is made if missing"))
    _audience(export, "public")
    for name in ("setup", "recipe"):  # one verb; help lists it under its new name alone
        setup = verb(
            name,
            gettext("Propose what each column becomes and write it as a column setup (TOML)."),
            gettext("Check the file, edit it, and use it with --setup FILE on any verb. Its earlier name is recipe."),
            "setup answers.csv -o setup.toml",
            "check answers.csv --setup setup.toml",
            listed=name == "setup",
        )
        _output(setup, "FILE.toml", gettext("the file to write"))
    served = verb(
        "serve",
        gettext("Open the app in a browser."),
        gettext(
            "The terminal prints the address of the app. Ctrl+C ends it. Only this computer reaches it; with --shared, "
            "people with a link to a project do, and DATA, if given, is project:NAME. docs/host.md describes a server."
        ),
        "serve survey/",
        "serve --shared --host 192.168.1.20",
    )
    _serve_options(served)
    return top


def _measure_options(verb: Parser) -> None:
    option = verb.add_argument
    text = gettext("measures of each organization or of the network (default: %(default)s)")
    option("--level", choices=("organization", "network"), default="organization", help=text)
    _city(verb, gettext("each city separately"))
    text = gettext("one kind of tie, such as works_with (default: all together, without wishes)")
    option("--relation", default="all", metavar="RELATION", help=text)
    text = gettext("count every reported tie (union), or only ties that both ends report (default: %(default)s)")
    option("--ties", choices=("union", "confirmed"), default="union", help=text)


def _serve_options(verb: Parser) -> None:
    option = verb.add_argument
    option("--shared", action="store_true", help=gettext("let in people with a link to a project, and no one else"))
    text = gettext("with --shared: the address of this computer, or the name of the proxy in front, that people type")
    option("--host", metavar="NAME", help=text)
    option("--port", type=int, metavar="PORT", help=gettext("the port to listen on (default: 8501, or the next free)"))


def _filled(*paragraphs: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs)


def _ending(program: str, *examples: str) -> str:
    """Return the end of a help text: examples and exit status."""
    shown = "\n".join([ngettext("example:", "examples:", len(examples)), *(f"  {program} {each}" for each in examples)])
    status = gettext(
        "exit status: 0 on success, 1 if the output is closed early, 2 for a mistake in the command or the data, "
        "130 if interrupted"
    )
    return f"{shown}\n\n{_filled(status)}"


def _city(verb: Parser, default: str) -> None:
    text = gettext("one city; capitals do not matter (default: {default})").format(default=default)
    _renamed(verb, "--city", "--site", "CITY", text, str)


def _renamed(verb: Parser, name: str, earlier: str, metavar: str, text: str, kind: type) -> None:
    """Add an option under its name, which help shows, and under its earlier name, which still works."""
    attribute = earlier.strip("-")
    verb.add_argument(name, dest=attribute, type=kind, metavar=metavar, help=text)
    verb.add_argument(earlier, dest=attribute, type=kind, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def _output(verb: Parser, metavar: str, text: str) -> None:
    verb.add_argument("-o", "--output", required=True, type=Path, metavar=metavar, help=text)


def _audience(verb: Parser, default: str) -> None:
    text = gettext(
        "who will see it (default: %(default)s); for the public, organizations that agreed to be named only in the "
        "group are left unnamed"
    )
    verb.add_argument("--audience", choices=("public", "group"), default=default, help=text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status: 0 on success, 2 for a mistake in the command or the data."""
    args = parser().parse_args(arguments)
    if args.verbose:
        log.to_standard_error()
    try:
        return {"serve": _serve, "setup": _propose, "recipe": _propose}.get(args.verb, _answer)(args)
    except EcosystemError as error:
        _tell(str(error))
        return 2
    except BrokenPipeError:  # the program that reads the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # closing standard output raises nothing now
        return 1
    except OSError as error:
        text = gettext("{file}: {reason}. Check the path, your permissions and the free space, then try again.")
        _tell(text.format(file=error.filename or gettext("The file"), reason=error.strerror or error))
        return 2
    except KeyboardInterrupt:
        return 130


def _answer(args: argparse.Namespace) -> int:
    from ecosystem.collect.sources import open_source  # noqa: PLC0415  late imports keep --help fast
    from ecosystem.tables.assemble import assemble  # noqa: PLC0415
    from ecosystem.tables.consent import group_only  # noqa: PLC0415
    from ecosystem.tables.nothing_read import remarks  # noqa: PLC0415

    recipe = _recipe(args.recipe)
    source = open_source(args.data, recipe)
    if getattr(args, "apply", None):
        from ecosystem.tables.apply_decisions import with_aliases  # noqa: PLC0415

        source = with_aliases(source, open_source(args.apply))
    ecosystem = assemble(source, recipe)
    unnamed = len(group_only(ecosystem)) if getattr(args, "audience", None) == "group" else 0
    ecosystem = _as_seen(args, ecosystem)
    if args.verb == "check":
        from ecosystem.tables.summary import summary  # noqa: PLC0415

        _print(json.dumps(summary(ecosystem), ensure_ascii=False, indent=2) + "\n")
    elif args.verb == "table":
        from ecosystem.findings.catalog import one_table  # noqa: PLC0415

        args.name = TABLE_ALIASES.get(args.name, args.name)
        _print_csv(one_table(ecosystem, args.name, args.site))
    elif args.verb == "measures":
        from ecosystem.findings.measures.measure_tables import measure_table  # noqa: PLC0415

        options = {"site": args.site, "relation": args.relation, "rule": args.ties}
        _print_csv(measure_table(ecosystem, args.level, **options))
    elif args.verb == "gaps":
        from ecosystem.findings.gaps.gaps import gap_table  # noqa: PLC0415

        _print_csv(gap_table(ecosystem, args.site))
    elif args.verb == "compare":
        from ecosystem.findings.comparison.comparison import compare  # noqa: PLC0415

        _print_csv(compare(ecosystem))
    elif args.verb == "names":
        _print_names(args, ecosystem)
    else:
        _write(args, ecosystem)
    _tell(*remarks(ecosystem))
    _tell_left_out(args, ecosystem)
    if unnamed:
        text = ngettext(
            "{count:,} organization did not agree to be named in public. --audience public leaves its name out.",
            "{count:,} organizations did not agree to be named in public. --audience public leaves their names out.",
            unnamed,
        )
        _tell(text.format(count=unnamed))
    return 0


def _as_seen(args: argparse.Namespace, ecosystem: "Ecosystem") -> "Ecosystem":
    """Return the tables as the audience may see them."""
    from ecosystem.tables.consent import for_public  # noqa: PLC0415

    public = getattr(args, "audience", None) == "public"
    if getattr(args, "withheld", False):
        if public:
            raise RequestError(
                gettext("--withheld prints names that no one else may see. Use it with --audience group.")
            )
        return ecosystem.unmasked or ecosystem
    return for_public(ecosystem) if public else ecosystem


def _tell_left_out(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    """Print a line for each thing that is not computed on a large map, where the verb needs it."""
    if args.verb in ("names", "export") or (args.verb == "table" and args.name in ecosystem.tables):
        return  # an export says it in a file, which ``_write`` prints
    from ecosystem.findings.left_out import left_off_the_map, left_out  # noqa: PLC0415

    site = getattr(args, "site", None)
    for line in left_off_the_map(ecosystem, site) if args.verb == "map" else left_out(ecosystem, site):
        _tell(line)


def _print_names(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    from ecosystem.names.decisions import to_file  # noqa: PLC0415
    from ecosystem.tables.apply_decisions import NOT_APPLIED  # noqa: PLC0415
    from ecosystem.tables.name_review import as_text, name_proposals  # noqa: PLC0415

    if args.decisions:
        _print_csv(to_file(ecosystem.decisions))
    else:
        _print_csv(as_text(name_proposals(ecosystem, args.site, across_cities=args.across_cities)))
    issues = ecosystem.table("issues")
    for message in issues.loc[issues["reason"].isin(NOT_APPLIED), "message"]:
        _tell(gettext("Not applied: {message}").format(message=message))


def _recipe(path: Path | None) -> "Recipe | None":
    from ecosystem.collect.recipes import load_recipe_file  # noqa: PLC0415

    return load_recipe_file(path) if path else None


def _propose(args: argparse.Namespace) -> int:
    from ecosystem.collect.recipes import dump_recipe  # noqa: PLC0415
    from ecosystem.collect.sources import open_source  # noqa: PLC0415
    from ecosystem.columns.describe import proposal_lines  # noqa: PLC0415
    from ecosystem.columns.plan import propose, told_by_values  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415
    from ecosystem.tables.assemble import instruments_for  # noqa: PLC0415
    from ecosystem.tables.setup_preview import gate_of  # noqa: PLC0415

    given = _recipe(args.recipe)
    source = open_source(args.data, given)
    recipe = given or propose(source.sheets, instruments_for(source))
    write_file(args.output, dump_recipe(recipe).encode("utf-8"))
    gate = gate_of(source, recipe)  # a line may quote text from the sheet
    told = {} if given else told_by_values(source.sheets, instruments_for(source))
    for sheet in source.sheets:
        _tell(*map(gate, proposal_lines(sheet, recipe.for_sheet(sheet), told.get(sheet.source, ()))))
    _tell(gettext("Wrote {file}. Check it, then use it with --setup.").format(file=args.output))
    return 0


def _write(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    from ecosystem.show.exports import LEFT_OUT, export_files, map_page  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415

    if args.verb == "map":
        files = {args.output: map_page(ecosystem, args.site).encode("utf-8")}
    else:
        files = {args.output / name: content for name, content in export_files(ecosystem, args.site).items()}
    for path, content in files.items():
        write_file(path, content)
        _tell(gettext("Wrote {file}").format(file=path))
        if path.name == LEFT_OUT:
            _tell(content.decode().rstrip("\n"))


def _print_csv(table: "pd.DataFrame") -> None:
    from ecosystem.show.files import to_csv  # noqa: PLC0415

    _print(to_csv(table))


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _tell(*messages: str) -> None:
    sys.stderr.writelines(f"{message}\n" for message in messages)


def _serve(args: argparse.Namespace) -> int:
    from ecosystem.asking.serve import serve  # noqa: PLC0415

    return serve(args.data, args.recipe, shared=args.shared, host=args.host, port=args.port)


if __name__ == "__main__":
    sys.exit(main())
