"""Parts of the parsers of verbs: options that several share, and help texts with examples."""

import argparse
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from ecosystem.translation import gettext, ngettext

MODULE, COMMAND = "python -m ecosystem", "civic-mapper"  # the two ways to start the program
WIDTH = 79  # characters in a line of help


class Parser(argparse.ArgumentParser):
    """An argument parser that keeps line breaks in its texts and reports a mistake in one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        """Print the mistake and where to look it up; exit with status 2."""
        text = gettext("{program}: {mistake}. For help, run: {program} --help")
        self.exit(2, text.format(program=self.prog, mistake=message) + "\n")


def program() -> str:
    """Return the name of the program as it was started."""
    return COMMAND if Path("".join(sys.argv[:1])).stem == COMMAND else MODULE


def add_verb(
    verbs: Any, run: Callable[[argparse.Namespace], int], name: str, texts: Sequence[str], *, listed: bool = True
) -> Parser:
    """Add a verb and return its parser; ``texts``: what it does in a sentence, more about it, and examples."""
    summary, detail, *examples = texts
    about: dict[str, Any] = {"help": summary.rstrip(".")} if listed else {}
    made: Parser = verbs.add_parser(name, description=filled(summary, detail), epilog=ending(*examples), **about)
    made.set_defaults(run=run)
    return made


def verbose_option(verb: Parser) -> None:
    """Add the option that reports steps."""
    verb.add_argument("--verbose", action="store_true", help=gettext("report each step on standard error"))


def filled(*paragraphs: str) -> str:
    """Return paragraphs broken into lines of help."""
    return "\n\n".join(textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs)


def ending(*examples: str) -> str:
    """Return the end of a help text: examples and exit status."""
    shown = "\n".join(
        [ngettext("example:", "examples:", len(examples)), *(f"  {program()} {each}" for each in examples)]
    )
    status = gettext(
        "exit status: 0 on success, 1 if the output is closed early, 2 for a mistake in the command or the data, "
        "130 if interrupted"
    )
    return f"{shown}\n\n{filled(status)}"


def city_option(verb: Parser, default: str) -> None:
    """Add the option that cuts to one city."""
    text = gettext("one city; capitals do not matter (default: {default})").format(default=default)
    renamed_option(verb, "--city", "--site", "CITY", text, str)


def round_option(verb: Parser, default: str) -> None:
    """Add the option that cuts to one round."""
    text = gettext("one round of data collection; capitals and spaces do not matter (default: {default})")
    verb.add_argument("--round", metavar="ROUND", help=text.format(default=default))


def renamed_option(verb: Parser, name: str, earlier: str, metavar: str, text: str, kind: type) -> None:
    """Add an option under its name, which help shows, and under its earlier name, which still works."""
    attribute = earlier.strip("-")
    verb.add_argument(name, dest=attribute, type=kind, metavar=metavar, help=text)
    verb.add_argument(earlier, dest=attribute, type=kind, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def output_option(verb: Parser, metavar: str, text: str) -> None:
    """Add the option that names what is written."""
    verb.add_argument("-o", "--output", required=True, type=Path, metavar=metavar, help=text)


def audience_option(verb: Parser, default: str) -> None:
    """Add the option that says who will see it."""
    text = gettext(
        "who will see it (default: %(default)s); for the public, organizations that agreed to be named only in the "
        "group are left unnamed"
    )
    verb.add_argument("--audience", choices=("public", "group"), default=default, help=text)
