"""The health checks of containers that have no curl: asks an address, or looks at the age of a file.

`probe.py http://127.0.0.1:8000/readyz` ends with 0 when the answer is 200, `probe.py FILE` when the file was written
within the last minutes: the scheduler writes one after every round.
"""

import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

LONGEST_SILENCE_SECONDS = 180


def answers(address: str) -> bool:
    """Whether the address answers 200; what it says is shown."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            print(answer.status, answer.read(2000).decode(errors="replace"))
            return answer.status == 200
    except (urllib.error.URLError, OSError) as problem:
        print(problem)
        return False


def is_fresh(path: Path) -> bool:
    """Whether the file has been written lately."""
    try:
        age = time.time() - path.stat().st_mtime
    except FileNotFoundError:
        print(f"there is no {path}")
        return False
    print(f"{path} was written {age:.0f} s ago")
    return age < LONGEST_SILENCE_SECONDS


def main() -> int:
    """0 for well, 1 for not well."""
    target = sys.argv[1]
    return 0 if (answers(target) if "://" in target else is_fresh(Path(target))) else 1


if __name__ == "__main__":
    sys.exit(main())
