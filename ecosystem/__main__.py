"""The command line: CSV or JSON on standard output, messages on standard error, exit status 0 on success only."""

import os
import sys
from collections.abc import Sequence

from ecosystem import log
from ecosystem.errors import EcosystemError
from ecosystem.terminal.output import tell
from ecosystem.terminal.parser import parser
from ecosystem.translation import gettext


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status: 0 on success, 2 for a mistake in the command or the data."""
    args = parser().parse_args(arguments)
    if args.verbose:
        log.to_standard_error()
    try:
        return int(args.run(args))
    except EcosystemError as error:
        tell(str(error))
        return 2
    except BrokenPipeError:  # the program that reads the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # closing standard output raises nothing now
        return 1
    except OSError as error:
        text = gettext("{file}: {reason}. Check the path, your permissions and the free space, then try again.")
        tell(text.format(file=error.filename or gettext("The file"), reason=error.strerror or error))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
