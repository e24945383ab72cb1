"""Make the counties and organisations, or refresh their facts. Safe to run at every start, in production too."""

from django.core.management.base import BaseCommand

from organisations.seeding import seed_organisations


class Command(BaseCommand):
    help = "Makes the counties and organisations that are missing and refreshes the facts of the others."

    def handle(self, *args, **options) -> None:
        done = seed_organisations()
        self.stdout.write(
            f"Organisations: {done['created']} made, {done['refreshed']} refreshed, {done['unchanged']} unchanged."
        )
