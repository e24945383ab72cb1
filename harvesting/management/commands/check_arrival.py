"""manage.py check_arrival: asks the portal's register at once whether what was published has arrived."""

from argparse import ArgumentParser
from contextlib import closing

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from harvesting.arrival.check import Outcome, check
from harvesting.arrival.client import Client
from harvesting.arrival.registry import Registry
from harvesting.models import Arrival
from organisations.models import Organisation


class Command(BaseCommand):
    """See the module."""

    help = "Asks the portal's register about the organisations named, or about all, also when nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="organisation", help="an organisation's address part")

    def handle(self, *args, slugs: list[str], **options) -> None:
        if not settings.PORTAL_API_URL:
            raise CommandError("PORTAL_API_URL is not set: see docs/configuration.md")
        organisations = self._chosen(slugs)
        failed = 0
        with closing(Client(settings.PORTAL_API_URL)) as client:
            registry = Registry(client)
            for organisation in organisations:
                outcome = check(organisation, registry)
                self.stdout.write(self._line(organisation, outcome))
                failed += outcome in (Outcome.AWAY, Outcome.FAILED)
                if outcome is Outcome.AWAY:
                    break
        if failed:
            raise CommandError("the register was not read; what was known before stays")

    def _chosen(self, slugs: list[str]) -> list[Organisation]:
        if not slugs:
            return list(Organisation.objects.exclude(feed=None).order_by("pk"))
        by_slug = {each.slug: each for each in Organisation.objects.filter(slug__in=slugs)}
        if unknown := [slug for slug in slugs if slug not in by_slug]:
            raise CommandError(f"no such organisation: {', '.join(unknown)}")
        return [by_slug[slug] for slug in slugs]

    def _line(self, organisation: Organisation, outcome: Outcome) -> str:
        arrival = Arrival.objects.get(organisation=organisation)
        if outcome is Outcome.CHECKED:
            source = f"source {arrival.source}" if arrival.source else "no source"
            harvest = arrival.harvest_result or "no known harvest"
            return (
                f"{organisation.slug}: {arrival.visible_count} of {arrival.dataset_count} visible ({source}, {harvest})"
            )
        return f"{organisation.slug}: {outcome} {arrival.error.get('en', '')}".rstrip()
