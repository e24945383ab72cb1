"""A process that publishes a dataset for every title it reads, like a web process that lives through a fault.

Started by running_installation.py with the settings of an installation. Answers each line with one line of JSON.
"""

import json
import sys
import time

import django

django.setup()

from django.db import DatabaseError, close_old_connections  # noqa: E402

from organisations.models import Organisation  # noqa: E402
from tests.factories import make_organisation  # noqa: E402
from tests.harvesting.factories import make_main_publisher, make_published  # noqa: E402


def main() -> None:
    """The first title makes the organisations too."""
    for line in sys.stdin:
        close_old_connections()
        began = time.monotonic()
        try:
            organisation = Organisation.objects.filter(slug="uppsala").first()
            if organisation is None:
                make_main_publisher()
                organisation = make_organisation("Uppsala kommun", slug="uppsala")
            answer = {"iri": make_published(organisation, line.strip()).iri}
        except DatabaseError as problem:
            answer = {"problem": str(problem)}
        print(json.dumps(answer | {"seconds": time.monotonic() - began}), flush=True)


main()
