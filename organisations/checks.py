"""What Django checks before it starts: no open demonstration accounts where the public address is https."""

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections, router


def no_demonstration_accounts_in_production(databases=None, **options) -> list[checks.CheckMessage]:
    """Runs with `migrate`, so at every start, and with `check --database default`."""
    people = apps.get_model("organisations", "Person")  # this module is imported before the models are ready
    alias = router.db_for_read(people)
    if not settings.IS_HTTPS or alias not in (databases or ()):
        return []
    if people._meta.db_table not in connections[alias].introspection.table_names():
        return []  # the first migration is still to run
    count = people.objects.open_demonstration_accounts().count()
    if not count:
        return []
    return [
        checks.Error(
            "Demonstration accounts are refused on an installation whose public address is https "
            f"({count} of them are open).",
            hint="Start with an empty database, or run `manage.py close_demonstration_accounts`.",
            id="organisations.E001",
        )
    ]
