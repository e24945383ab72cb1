"""bin/test: the test suite, on SQLite unless DATABASE_URL names another database."""

import argparse
import os
import sys

import environment
from environment import ROOT, EnvironmentProblem

ABOUT = """\
Runs the test suite; makes the virtual environment first if need be. Other arguments go to pytest:
bin/test tests/dcat -k writer
"""
ALL_BUT_OUTSIDE = "not browser and not services"


def main() -> int:
    """Make the environment, then become pytest; the number is returned only when that was not possible."""
    parser = argparse.ArgumentParser(
        prog="bin/test", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument(
        "--all", action="store_true", help="also what needs Chromium, PostgreSQL or Redis, or takes long"
    )
    options, rest = parser.parse_known_args()
    try:
        python = environment.ensure(environment.DEVELOPMENT)
    except EnvironmentProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    database = "the database of DATABASE_URL" if os.environ.get("DATABASE_URL") else "SQLite"
    selection = [] if options.all else ["-m", ALL_BUT_OUTSIDE]
    # The debugger needs the one process that has the screen.
    parallel = [] if "--pdb" in rest else ["-n", str(min(os.cpu_count() or 1, 4))]
    left_out = "" if options.all else ", without the tests that need a browser or servers (bin/test --all runs them)"
    print(f"Running the tests on {database}{left_out}", flush=True)
    os.chdir(ROOT)
    command = [str(python), "-m", "pytest", "-q", *parallel, *selection, *rest]
    return os.execv(python, command)


if __name__ == "__main__":
    sys.exit(main())
