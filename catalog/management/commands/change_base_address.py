"""Changes the start of the IRIs that are made from now on."""

from django.core.management.base import BaseCommand, CommandError

from catalog.identity import PublishedAlready, change_base, current_base


class Command(BaseCommand):
    help = (
        "Makes the IRIs of records created from now on start with ADDRESS. What has been published keeps its IRI for "
        "ever; before the first publication the records that exist move along."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help="for instance https://data.example.se")
        parser.add_argument("--force", action="store_true", help="also when something has been published")

    def handle(self, *args, address: str, force: bool, **options) -> None:
        if not address.startswith(("http://", "https://")):
            raise CommandError("The address has to start with http:// or https://.")
        before = current_base()
        try:
            moved = change_base(address, force=force)
        except PublishedAlready as error:
            raise CommandError(
                f"Something has been published under {before}. New records would get IRIs under another address than "
                "the old ones; that is allowed, but has to be meant. Repeat with --force."
            ) from error
        self.stdout.write(f"New IRIs start with {current_base()} (before: {before}). Records moved: {moved}.")
