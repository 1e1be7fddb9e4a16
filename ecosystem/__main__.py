"""The same verbs as the pages, from a terminal: CSV or JSON on stdout, words on stderr, exit 0 only on success."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ecosystem.errors import EcosystemError

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
        return made

    verb("check", "What was read, what was set aside and why (JSON)")
    table = verb("table", "One table (CSV)")
    table.add_argument("name", metavar="NAME", help="organizations, ties, reports, gaps, ...")
    table.add_argument("--site")
    measures = verb("measures", "Measures of organizations or of the network (CSV)")
    measures.add_argument("--level", choices=("organization", "network"), default="organization")
    measures.add_argument("--site")
    measures.add_argument("--relation", default="all")
    measures.add_argument("--ties", choices=("union", "confirmed"), default="union")
    verb("gaps", "What is missing, with evidence and what to do (CSV)").add_argument("--site")
    verb("compare", "One row a city (CSV)")
    drawn = verb("map", "The map as one HTML file")
    drawn.add_argument("--site")
    drawn.add_argument("-o", "--output", required=True, type=Path, metavar="FILE.html")
    _audience(drawn)
    export = verb("export", "Every table as CSV and .xlsx, and the graph as GraphML")
    export.add_argument("--site")
    export.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    _audience(export)
    serve = verbs.add_parser("serve", help="Open the app")
    serve.add_argument("data", metavar="DATA", nargs="?")
    return top


def _audience(verb: argparse.ArgumentParser) -> None:
    text = "public (default): organizations that agreed to be shown to the group alone are unnamed"
    verb.add_argument("--audience", choices=("public", "group"), default="public", help=text)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 on success, 2 for a usage or data error."""
    asked = parser().parse_args(arguments)
    try:
        if asked.verb == "serve":
            return _serve(asked.data)
        _answer(asked)
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
    return 0


def _answer(asked: argparse.Namespace) -> None:
    from ecosystem.collect.sources import open_source  # noqa: PLC0415  imports are late: --help stays quick
    from ecosystem.tables.assemble import assemble  # noqa: PLC0415
    from ecosystem.tables.site_view import for_public  # noqa: PLC0415

    ecosystem = assemble(open_source(asked.data))
    if getattr(asked, "audience", "group") == "public":
        ecosystem = for_public(ecosystem)
    if asked.verb == "check":
        from ecosystem.tables.summary import summary  # noqa: PLC0415

        _say(json.dumps(summary(ecosystem), ensure_ascii=False, indent=2) + "\n")
    elif asked.verb == "table":
        from ecosystem.findings.everything import one_table  # noqa: PLC0415

        _csv(one_table(ecosystem, asked.name, asked.site))
    elif asked.verb == "measures":
        from ecosystem.findings.measure_tables import measure_table  # noqa: PLC0415

        options = {"site": asked.site, "relation": asked.relation, "rule": asked.ties}
        _csv(measure_table(ecosystem, asked.level, **options))
    elif asked.verb == "gaps":
        from ecosystem.findings.gaps import gap_table  # noqa: PLC0415

        _csv(gap_table(ecosystem, asked.site))
    elif asked.verb == "compare":
        from ecosystem.findings.comparison import compare  # noqa: PLC0415

        _csv(compare(ecosystem))
    else:
        _write(asked, ecosystem)


def _write(asked: argparse.Namespace, ecosystem) -> None:  # type: ignore[no-untyped-def]
    from ecosystem.show.files import write_file  # noqa: PLC0415
    from ecosystem.show.takeaway import export_files, map_page  # noqa: PLC0415

    if asked.verb == "map":
        files = {asked.output: map_page(ecosystem, asked.site).encode("utf-8")}
    else:
        files = {asked.output / name: content for name, content in export_files(ecosystem, asked.site).items()}
    for path, content in files.items():
        write_file(path, content)
        print(f"wrote {path}", file=sys.stderr)  # noqa: T201


def _csv(table) -> None:  # type: ignore[no-untyped-def]
    from ecosystem.show.files import to_csv  # noqa: PLC0415

    _say(to_csv(table))


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _serve(data: str | None) -> int:
    from streamlit.web import cli  # noqa: PLC0415

    if data is not None:
        from ecosystem.collect.sources import open_source  # noqa: PLC0415
        from ecosystem.tables.assemble import assemble  # noqa: PLC0415

        assemble(open_source(data))  # a fault shows here, not on a blank page
        data = str(Path(data).resolve()) if Path(data).exists() else data
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), "--", *([data] if data else [])]
    return int(cli.main(prog_name="streamlit", standalone_mode=False) or 0)


if __name__ == "__main__":
    sys.exit(main())
