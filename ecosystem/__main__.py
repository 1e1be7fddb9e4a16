"""The same verbs as the pages, from a terminal: CSV or JSON on stdout, words on stderr, exit 0 only on success."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ecosystem.errors import EcosystemError, RequestError

ROOT = Path(__file__).parents[1]


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are one clear line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. Try: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the terminal contract."""
    top = Parser(prog="python -m ecosystem", description="Who works with whom in a city, from a sheet of answers.")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text)
        made.add_argument(
            "data", metavar="DATA", help="a .csv or .xlsx file, a folder of them, or a Google Sheet's address"
        )
        made.add_argument("--recipe", type=Path, metavar="FILE", help="what each column becomes; see the verb recipe")
        return made

    verb("check", "What was read, what was set aside and why (JSON)")
    table = verb("table", "One table (CSV)")
    table.add_argument("name", metavar="NAME", help="organizations, ties, reports, gaps, ...")
    table.add_argument("--site")
    _audience(table, "group")
    measures = verb("measures", "Measures of organizations or of the network (CSV)")
    measures.add_argument("--level", choices=("organization", "network"), default="organization")
    measures.add_argument("--site")
    measures.add_argument("--relation", default="all")
    measures.add_argument("--ties", choices=("union", "confirmed"), default="union")
    _audience(measures, "group")
    gaps = verb("gaps", "What is missing, with evidence and what to do (CSV)")
    gaps.add_argument("--site")
    _audience(gaps, "group")
    verb("compare", "One row a city (CSV)")
    names = verb("names", "Names that may mean one organization, with the reasons (CSV)")
    names.add_argument("--site")
    names.add_argument("--apply", type=Path, metavar="aliases.csv", help="decisions to apply first")
    names.add_argument("--decisions", action="store_true", help="instead, the decisions that hold, as aliases.csv")
    names.add_argument("--across-cities", action="store_true", help="compare the names of all cities with each other")
    names.add_argument(
        "--withheld",
        action="store_true",
        help="compare the names of organizations that are not shown by name too, and print them: for your eyes alone",
    )
    _audience(names, "group")
    drawn = verb("map", "The map as one HTML file")
    drawn.add_argument("--site")
    drawn.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.html")
    _audience(drawn, "public")
    export = verb("export", "Every table as CSV and .xlsx, and the graph as GraphML")
    export.add_argument("--site")
    export.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    _audience(export, "public")
    recipe = verb("recipe", "Propose what each column becomes, as a recipe to edit and keep (TOML)")
    recipe.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.toml")
    serve = verbs.add_parser("serve", help="Open the app")
    serve.add_argument("data", metavar="DATA", nargs="?")
    serve.add_argument("--recipe", type=Path, metavar="FILE")
    return top


def _audience(verb: argparse.ArgumentParser, default: str) -> None:
    text = f"who will see it (default: {default}); in public whoever agreed to the group alone is unnamed"
    verb.add_argument("--audience", choices=("public", "group"), default=default, help=text)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 on success, 2 for a usage or data error."""
    asked = parser().parse_args(arguments)
    try:
        return {"serve": _serve, "recipe": _propose}.get(asked.verb, _answer)(asked)
    except EcosystemError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:  # the reader of our CSV had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it does not complain
        return 1
    except OSError as error:
        print(f"{error.filename or 'The file'}: {error.strerror or error}.", file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        return 130


def _answer(asked: argparse.Namespace) -> int:
    from ecosystem.collect.sources import open_source  # noqa: PLC0415  imports are late: --help stays quick
    from ecosystem.tables.assemble import assemble  # noqa: PLC0415
    from ecosystem.tables.consent import about_similar, group_only  # noqa: PLC0415

    recipe = _recipe(asked.recipe)
    source = open_source(asked.data, recipe)
    if getattr(asked, "apply", None):
        from ecosystem.tables.apply_decisions import with_aliases  # noqa: PLC0415

        source = with_aliases(source, open_source(asked.apply))
    ecosystem = assemble(source, recipe)
    unnamed = len(group_only(ecosystem)) if getattr(asked, "audience", None) == "group" else 0
    ecosystem = _as_seen(asked, ecosystem)
    if asked.verb == "check":
        from ecosystem.tables.summary import summary  # noqa: PLC0415

        _say(json.dumps(summary(ecosystem), ensure_ascii=False, indent=2) + "\n")
    elif asked.verb == "table":
        from ecosystem.findings.catalog import one_table  # noqa: PLC0415

        _csv(one_table(ecosystem, asked.name, asked.site))
    elif asked.verb == "measures":
        from ecosystem.findings.measures.measure_tables import measure_table  # noqa: PLC0415

        options = {"site": asked.site, "relation": asked.relation, "rule": asked.ties}
        _csv(measure_table(ecosystem, asked.level, **options))
    elif asked.verb == "gaps":
        from ecosystem.findings.gaps.gaps import gap_table  # noqa: PLC0415

        _csv(gap_table(ecosystem, asked.site))
    elif asked.verb == "compare":
        from ecosystem.findings.comparison.comparison import compare  # noqa: PLC0415

        _csv(compare(ecosystem))
    elif asked.verb == "names":
        _names(asked, ecosystem)
    else:
        _write(asked, ecosystem)
    if ecosystem.similar:
        print(about_similar(ecosystem.similar), file=sys.stderr)  # noqa: T201
    _say_left_out(asked, ecosystem)
    if unnamed:  # last: a mistake stays one line
        who, whose = ("1 organization", "its name") if unnamed == 1 else (f"{unnamed} organizations", "their names")
        print(f"{who} did not agree to be named in public; --audience public leaves {whose} out", file=sys.stderr)  # noqa: T201
    return 0


def _as_seen(asked: argparse.Namespace, ecosystem):  # type: ignore[no-untyped-def]
    """The ecosystem as the audience may see it."""
    from ecosystem.tables.consent import for_public  # noqa: PLC0415

    public = getattr(asked, "audience", None) == "public"
    if getattr(asked, "withheld", False):
        if public:
            raise RequestError("--withheld prints names that nobody else may see: it goes with --audience group only.")
        return ecosystem.unmasked or ecosystem
    return for_public(ecosystem) if public else ecosystem


def _say_left_out(asked: argparse.Namespace, ecosystem) -> None:  # type: ignore[no-untyped-def]
    """What large maps leave out, a line each; of a table, only where it is not one of those that were read."""
    if asked.verb in ("names", "export") or (asked.verb == "table" and asked.name in ecosystem.tables):
        return  # an export says it in a file, which ``_write`` reads out
    from ecosystem.findings.left_out import left_off_the_map, left_out  # noqa: PLC0415

    site = getattr(asked, "site", None)
    lines = left_off_the_map(ecosystem, site) if asked.verb == "map" else left_out(ecosystem, site)
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201


def _names(asked: argparse.Namespace, ecosystem) -> None:  # type: ignore[no-untyped-def]
    from ecosystem.names.decisions import to_file  # noqa: PLC0415
    from ecosystem.tables.apply_decisions import NOT_APPLIED  # noqa: PLC0415
    from ecosystem.tables.name_review import COLUMNS, name_proposals  # noqa: PLC0415

    if asked.decisions:
        _csv(to_file(ecosystem.decisions))
    else:
        _csv(name_proposals(ecosystem, asked.site, across_cities=asked.across_cities)[COLUMNS])
    issues = ecosystem.table("issues")
    for message in issues.loc[issues["reason"].isin(NOT_APPLIED), "message"]:
        print(f"not applied: {message}", file=sys.stderr)  # noqa: T201


def _recipe(path: Path | None):  # type: ignore[no-untyped-def]
    from ecosystem.collect.recipes import load_recipe_file  # noqa: PLC0415

    return load_recipe_file(path) if path else None


def _propose(asked: argparse.Namespace) -> int:
    from ecosystem.collect.recipes import dump_recipe  # noqa: PLC0415
    from ecosystem.collect.sources import open_source  # noqa: PLC0415
    from ecosystem.columns.describe import proposal_lines  # noqa: PLC0415
    from ecosystem.columns.plan import propose  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415
    from ecosystem.tables.assemble import instruments_for  # noqa: PLC0415
    from ecosystem.tables.setup_preview import gate_of  # noqa: PLC0415

    given = _recipe(asked.recipe)
    source = open_source(asked.data, given)
    recipe = given or propose(source.sheets, instruments_for(source))
    write_file(asked.output, dump_recipe(recipe).encode("utf-8"))
    gate = gate_of(source, recipe)  # a line may quote what stands in the sheet
    for sheet in source.sheets:
        for line in proposal_lines(sheet, recipe.for_sheet(sheet)):
            print(gate(line), file=sys.stderr)  # noqa: T201
    print(f"wrote {asked.output}: look it through, then use it with --recipe", file=sys.stderr)  # noqa: T201
    return 0


def _write(asked: argparse.Namespace, ecosystem) -> None:  # type: ignore[no-untyped-def]
    from ecosystem.show.exports import LEFT_OUT, export_files, map_page  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415

    if asked.verb == "map":
        files = {asked.output: map_page(ecosystem, asked.site).encode("utf-8")}
    else:
        files = {asked.output / name: content for name, content in export_files(ecosystem, asked.site).items()}
    for path, content in files.items():
        write_file(path, content)
        print(f"wrote {path}", file=sys.stderr)  # noqa: T201
        if path.name == LEFT_OUT:
            print(content.decode(), end="", file=sys.stderr)  # noqa: T201


def _csv(table) -> None:  # type: ignore[no-untyped-def]
    from ecosystem.show.files import to_csv  # noqa: PLC0415

    _say(to_csv(table))


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _serve(asked: argparse.Namespace) -> int:
    from streamlit.web import cli  # noqa: PLC0415

    data, recipe = asked.data, asked.recipe
    if data is not None:
        from ecosystem.collect.sources import open_source  # noqa: PLC0415
        from ecosystem.tables.assemble import assemble  # noqa: PLC0415

        given = _recipe(recipe)
        assemble(open_source(data, given), given)  # a fault shows here, not on a blank page
        data = str(Path(data).resolve()) if Path(data).exists() else data
    words = [data, *([str(recipe.resolve())] if recipe else [])] if data else []
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--", *words]
    return int(cli.main(prog_name="streamlit", standalone_mode=False) or 0)


if __name__ == "__main__":
    sys.exit(main())
