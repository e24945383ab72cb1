"""Says what the accessibility statement of this installation lacks; fails when it lacks anything."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.accessibility import UnreadableStatement, load_statement, what_is_missing


class Command(BaseCommand):
    """`manage.py check_accessibility_statement`."""

    help = "Check that the accessibility statement (ACCESSIBILITY_STATEMENT) says all that the law asks for."
    requires_system_checks: list = []

    def handle(self, *args, **options) -> None:
        """Print what is missing, a line each."""
        try:
            statement = load_statement(settings.ACCESSIBILITY_STATEMENT)
        except UnreadableStatement as error:
            raise CommandError(str(error)) from error
        if missing := what_is_missing(statement, timezone.localdate()):
            raise CommandError(
                "The accessibility statement is not complete:\n" + "\n".join(f"- {gap}" for gap in missing)
            )
        self.stdout.write("The accessibility statement is complete.")
