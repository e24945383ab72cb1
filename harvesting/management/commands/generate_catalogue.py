"""manage.py generate_catalogue: fills an installation with made-up catalogues to try it under load, and empties it."""

import time
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from catalog.generation.making import GeneratedAlready, generate
from catalog.generation.removing import remove_generated
from harvesting.swap import feed_store


class Command(BaseCommand):
    """See the module."""

    help = (
        "Makes believable catalogues, published as if by hand: for the organisations that are there, and for made-up "
        "ones where more are asked for. With --remove takes away what it has made, and nothing else."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisations", type=int, default=57)
        parser.add_argument("--datasets", type=int, default=20_000, help="of all organisations together")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same, identifiers included")
        parser.add_argument("--remove", action="store_true", help="remove all that this command has ever made here")
        parser.add_argument("--force", action="store_true", help="also where the public address is https")

    def handle(self, *args, organisations: int, datasets: int, seed: int, **options) -> None:
        if options["remove"]:
            self._remove()
            return
        if settings.IS_HTTPS and not options["force"]:
            raise CommandError(
                f"{settings.PUBLIC_BASE_URL} looks like a real installation, and made-up datasets would go out to "
                "dataportal.se from it. Nothing was made. With --force they are made all the same."
            )
        if organisations < 1 or datasets < 0:
            raise CommandError("At least one organisation, and no less than 0 datasets.")
        self._make(organisations, datasets, seed)

    def _make(self, organisations: int, datasets: int, seed: int) -> None:
        began = time.monotonic()
        try:
            # Without a terminal there is nobody to watch the bar.
            with tqdm(total=datasets, unit=" datasets", disable=None) as bar:
                generate(organisations, datasets, seed, bar.update)
        except GeneratedAlready:
            raise CommandError(
                f"What seed {seed} makes is here already. Take another --seed, or --remove it first."
            ) from None
        took = time.monotonic() - began
        self.stdout.write(
            f"{datasets} datasets of {organisations} organisations made with seed {seed} "
            f"in {took:.0f} s ({datasets / took:.0f} a second)."
        )

    def _remove(self) -> None:
        began = time.monotonic()
        with tqdm(unit=" records", disable=None) as bar:
            removed = remove_generated(bar.update)
        for slug in removed.slugs:
            feed_store().forget(slug)
        self.stdout.write(
            f"Removed {removed.records} records and {len(removed.slugs)} organisations "
            f"in {time.monotonic() - began:.0f} s."
        )
        for reason in removed.kept:
            self.stdout.write(f"Kept: {reason}")
