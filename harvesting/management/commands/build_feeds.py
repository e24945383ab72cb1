"""manage.py build_feeds: builds feeds here and now, without worker or broker."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from harvesting.addresses import pointer_name
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep


class Command(BaseCommand):
    """See the module."""

    help = "Builds the feeds that are due; those named, or with --all every one, also when nothing has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="slug", help="an organisation's address part, or _all")
        parser.add_argument("--all", action="store_true", help="every feed, also when nothing has changed")

    def handle(self, *args, slugs: list[str], **options) -> None:
        sweep()
        feeds = self._chosen(slugs, options["all"])
        failed = 0
        for place, feed in enumerate(feeds, 1):
            name = pointer_name(feed)
            outcome = build(feed.pk, trigger=Snapshot.Trigger.COMMAND, is_forced=bool(slugs or options["all"]))
            self.stdout.write(f"{place}/{len(feeds)} {name}: {outcome}")
            if outcome is Outcome.FAILED:
                failed += 1
                self._explain(Feed.objects.get(pk=feed.pk))
        if failed:
            raise CommandError(f"{failed} of {len(feeds)} feeds could not be built; what was there before stays")

    def _chosen(self, slugs: list[str], is_all: bool) -> list[Feed]:
        if not slugs:
            return list(Feed.objects.select_related("organisation") if is_all else Feed.objects.due(timezone.now()))
        by_name = {pointer_name(feed): feed for feed in Feed.objects.select_related("organisation")}
        if unknown := [slug for slug in slugs if slug not in by_name]:
            raise CommandError(f"no such organisation: {', '.join(unknown)}")
        return [by_name[slug] for slug in slugs]

    def _explain(self, feed: Feed) -> None:
        error = feed.last_error
        self.stderr.write(f"    {error['sv']}")
        for finding in error["findings"]:
            self.stderr.write(f"    {finding['iri']} {finding['field']}: {finding['sv']}")
