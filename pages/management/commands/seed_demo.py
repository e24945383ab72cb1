"""manage.py seed_demo: fills an empty installation with the demonstration, once."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pages.demonstration.people import is_demonstration_here
from pages.demonstration.seeding import Refused, refuse_among_others, refuse_in_public, seed_demonstration


class Command(BaseCommand):
    """See the module."""

    help = "Fills an empty installation with made-up datasets and sign-ins. Safe to run again: then it changes nothing."

    def handle(self, *args, **options) -> None:
        try:
            self._seed()
        except Refused as reason:
            raise CommandError(str(reason)) from None

    def _seed(self) -> None:
        refuse_in_public()
        if is_demonstration_here():
            self._say("The demonstration is here already. Nothing was changed.")
            return
        refuse_among_others()
        began = time.monotonic()
        call_command("prepare", stdout=self.stdout)
        with _quiet_log():
            done = seed_demonstration(self._say)
        self._say(
            f"Demonstration: {done['catalogues']} catalogues with {done['public']} public and {done['internal']} "
            f"internal datasets, {done['drafts']} drafts and {done['withdrawn']} withdrawn, "
            f"in {time.monotonic() - began:.0f} s."
        )

    def _say(self, line: str) -> None:
        self.stdout.write(f"    {line}")
        self.stdout.flush()


@contextmanager
def _quiet_log() -> Iterator[None]:
    """Without the services' line for each of the many writes."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
