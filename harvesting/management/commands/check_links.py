"""manage.py check_links: checks the addresses in what is published now, all that are due or an organisation's."""

from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.models import Link, LinkUse
from harvesting.links.check import check_due
from harvesting.links.noting import note_links
from organisations.models import Organisation

_SECONDS = 24 * 3600.0


class Command(BaseCommand):
    """See the module."""

    help = "Checks the addresses that are due; of an organisation all of them, whenever they were checked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", metavar="SLUG", help="an organisation's address part")

    def handle(self, *args, organisation: str | None, **options) -> None:
        links = Link.objects.in_use()
        if organisation is not None:
            links = self._links_of(organisation)
        done = check_due(seconds=_SECONDS, links=links)
        self.stdout.write(f"{organisation or 'all'}: {_counted(done)}")
        if left := links.due(timezone.now()).count():
            raise CommandError(f"{left} left: somebody else asks those hosts now, or they want to be left alone")

    def _links_of(self, slug: str):
        organisation = Organisation.objects.filter(slug=slug).first()
        if organisation is None:
            raise CommandError(f"no such organisation: {slug}")
        note_links(organisation)
        used = LinkUse.objects.filter(release__organisation=organisation)
        links = Link.objects.filter(pk__in=used.values("link"))
        links.update(next_check_at=timezone.now())
        return links


def _counted(done: Counter) -> str:
    return ", ".join(f"{count} {state}" for state, count in sorted(done.items())) or "nothing due"
