"""Gathers the texts of the interface into locale/en and compiles them: .venv/bin/python bin/messages.py

Needs gettext (Debian: gettext). Afterwards translate what is new in locale/en/LC_MESSAGES/django.po and run it again.
Both files are kept in the repository, since a fresh machine has no gettext.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402

NO_INTERFACE = [".venv", "bin", "deploy", "docs", "static", "tests", "var"]


def main() -> None:
    """Gather, then compile."""
    os.chdir(ROOT)
    django.setup()
    call_command(
        "makemessages", locale=["en"], ignore_patterns=NO_INTERFACE, no_wrap=True, add_location="file", verbosity=0
    )
    call_command("compilemessages", locale=["en"], ignore_patterns=NO_INTERFACE, verbosity=0)


if __name__ == "__main__":
    main()
