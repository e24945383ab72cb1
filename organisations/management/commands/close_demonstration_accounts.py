"""Make every demonstration account unusable."""

from django.core.management.base import BaseCommand

from organisations.people import close_demonstration_accounts


class Command(BaseCommand):
    help = "Closes the demonstration accounts and ends their sessions."
    requires_system_checks: list[str] = []  # a failed check is the reason to run it

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Demonstration accounts closed: {close_demonstration_accounts(None)}.")
