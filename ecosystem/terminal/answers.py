"""The verbs that print or write what is in the data: tables, measures, gaps, names, maps, exports."""

import argparse
from typing import TYPE_CHECKING

from ecosystem.errors import RequestError, StoreError
from ecosystem.terminal.output import print_csv, print_json, tell
from ecosystem.terminal.setups import setup_given
from ecosystem.translation import gettext, ngettext

if TYPE_CHECKING:
    from ecosystem.tables.dataset import Ecosystem

TABLE_ALIASES = {"questions_asked": "asked"}  # a second name of a table
OF_ONE_ROUND = ("measures", "gaps", "compare", "map")  # the last, where none is asked for


def answer(args: argparse.Namespace) -> int:
    """Read the data, print or write what the verb asks of them, and return the exit status."""
    from ecosystem.collect.sources import open_source  # noqa: PLC0415  late imports keep --help fast
    from ecosystem.projects.sources import open_data  # noqa: PLC0415
    from ecosystem.tables.assemble import assemble  # noqa: PLC0415
    from ecosystem.tables.consent import group_only  # noqa: PLC0415
    from ecosystem.tables.nothing_read import remarks  # noqa: PLC0415

    opened = open_data(args.data, setup_given(args.recipe))
    source = opened.source
    if getattr(args, "apply", None):
        from ecosystem.tables.apply_decisions import with_aliases  # noqa: PLC0415

        source = with_aliases(source, open_source(args.apply))
    ecosystem = assemble(source, opened.setup, opened.decisions)
    unnamed = len(group_only(ecosystem)) if getattr(args, "audience", None) == "group" else 0
    ecosystem = _in_round(args, _as_seen(args, ecosystem))
    if args.verb == "check":
        from ecosystem.tables.summary import summary  # noqa: PLC0415

        print_json(summary(ecosystem))
    elif args.verb == "table":
        _print_table(args, ecosystem)
    elif args.verb == "measures":
        from ecosystem.findings.measures.measure_tables import measure_table  # noqa: PLC0415

        options = {"site": args.site, "relation": args.relation, "rule": args.ties}
        print_csv(measure_table(ecosystem, args.level, **options))
    elif args.verb == "gaps":
        from ecosystem.findings.gaps.gaps import gap_table  # noqa: PLC0415

        print_csv(gap_table(ecosystem, args.site))
    elif args.verb == "compare":
        from ecosystem.findings.comparison.comparison import compare  # noqa: PLC0415

        print_csv(compare(ecosystem))
    elif args.verb == "names":
        _print_names(args, ecosystem)
    else:
        _write(args, ecosystem)
    tell(*remarks(ecosystem))
    _tell_round(args, ecosystem)
    _tell_left_out(args, ecosystem)
    if unnamed:
        text = ngettext(
            "{count:,} organization did not agree to be named in public. --audience public leaves its name out.",
            "{count:,} organizations did not agree to be named in public. --audience public leaves their names out.",
            unnamed,
        )
        tell(text.format(count=unnamed))
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


def _in_round(args: argparse.Namespace, ecosystem: "Ecosystem") -> "Ecosystem":
    """Return the tables of the round asked for; without one, of the last for verbs whose findings are of one round."""
    name = getattr(args, "round", None)
    return ecosystem.in_round(name) if name is not None or args.verb in OF_ONE_ROUND else ecosystem


def _tell_round(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    """Print which round was shown; nothing for tables whose rows say it."""
    from ecosystem.findings.response import faded  # noqa: PLC0415
    from ecosystem.show.rounds import about_every_round, about_round, holds_every_round  # noqa: PLC0415

    if args.verb == "table" and args.name == faded.TABLE.name:
        tell(*about_every_round(ecosystem))
        return
    if args.verb in OF_ONE_ROUND or (args.verb == "table" and not holds_every_round(ecosystem, args.name)):
        tell(*about_round(ecosystem))


def _print_table(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    from ecosystem.findings.catalog import one_table  # noqa: PLC0415
    from ecosystem.findings.response import faded  # noqa: PLC0415

    args.name = TABLE_ALIASES.get(args.name, args.name)
    if args.name != faded.TABLE.name:
        if args.months is not None:
            raise RequestError(gettext("--months is an option of the table faded alone."))
        print_csv(one_table(ecosystem, args.name, args.site))
        return
    months = _limit_of(args.data) if args.months is None else args.months
    print_csv(faded.faded_table(ecosystem, args.site, months=faded.MONTHS if months is None else months))


def _limit_of(data: str) -> int | None:
    """Return after how many months the answers of a project fade; None where DATA is none, or it has no own limit."""
    from ecosystem.projects.fading import months_to_fade  # noqa: PLC0415
    from ecosystem.projects.sources import is_project, named  # noqa: PLC0415

    return months_to_fade(named(data)) if is_project(data) else None


def _tell_left_out(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    """Print a line for each thing that is not computed on a large map, where the verb needs it."""
    if args.verb in ("names", "export") or (args.verb == "table" and args.name in ecosystem.tables):
        return  # an export says it in a file, which ``_write`` prints
    from ecosystem.findings.left_out import left_off_the_map, left_out  # noqa: PLC0415

    site = getattr(args, "site", None)
    for line in left_off_the_map(ecosystem, site) if args.verb == "map" else left_out(ecosystem, site):
        tell(line)


def _print_names(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    from ecosystem.names.decisions import to_file  # noqa: PLC0415
    from ecosystem.tables.apply_decisions import NOT_APPLIED  # noqa: PLC0415
    from ecosystem.tables.name_review import as_text, name_proposals  # noqa: PLC0415

    if args.decisions:
        print_csv(to_file(ecosystem.decisions))
    else:
        print_csv(as_text(name_proposals(ecosystem, args.site, across_cities=args.across_cities)))
    issues = ecosystem.table("issues")
    for message in issues.loc[issues["reason"].isin(NOT_APPLIED), "message"]:
        tell(gettext("Not applied: {message}").format(message=message))


def _keep_copy(args: argparse.Namespace) -> None:
    """Keep in the project, where DATA is one, that a copy leaves it, as far as the store can be written."""
    from ecosystem.projects.project import copied, record  # noqa: PLC0415
    from ecosystem.projects.sources import is_project, named  # noqa: PLC0415

    if is_project(args.data):
        what = "map" if args.verb == "map" else "tables"
        try:
            record(named(args.data), copied(what, args.audience, args.site), alone=True)
        except StoreError as error:
            tell(gettext("{error} The project does not know that this copy left it.").format(error=error))


def _write(args: argparse.Namespace, ecosystem: "Ecosystem") -> None:
    from ecosystem.show.exports import LEFT_OUT, ROUNDS, export_files, map_page  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415

    if args.verb == "map":
        files = {args.output: map_page(ecosystem, args.site).encode("utf-8")}
    else:
        files = {args.output / name: content for name, content in export_files(ecosystem, args.site).items()}
    _keep_copy(args)
    for path, content in files.items():
        write_file(path, content)
        tell(gettext("Wrote {file}").format(file=path))
        if path.name in (LEFT_OUT, ROUNDS):
            tell(content.decode().rstrip("\n"))
