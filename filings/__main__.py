"""`python -m filings` and the console script: run the command line and leave with its exit status."""

import sys
from typing import NoReturn

from filings.commands.edge import run
from filings.core_dumps import forbid


def main() -> NoReturn:
    """Run the process's command line and exit with the status promised in docs/errors.md."""
    forbid()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
