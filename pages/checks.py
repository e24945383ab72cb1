"""What a production installation must have said about itself; run by `manage.py check --deploy`."""

from datetime import timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils import timezone

from pages.accessibility import UnreadableStatement, load_statement, what_is_missing

LONGEST = timedelta(days=366)


def accessibility_statement(app_configs, **kwargs) -> list[CheckMessage]:
    """A statement of its own that can be read and is complete. The example is a warning: the page says what it is."""
    try:
        statement = load_statement(settings.ACCESSIBILITY_STATEMENT)
    except UnreadableStatement as error:
        return [Error(str(error), id="pages.E001", hint="Set ACCESSIBILITY_STATEMENT to a readable JSON file.")]
    missing = what_is_missing(statement, timezone.localdate())
    if not missing:
        return []
    kind, identifier = (Warning, "pages.W001") if statement.is_example else (Error, "pages.E002")
    return [
        kind(
            f"The accessibility statement is not complete: {'; '.join(missing)}.",
            id=identifier,
            hint="pages/data/accessibility_statement.json shows the form; see docs/configuration.md.",
        )
    ]


def security_txt(app_configs, **kwargs) -> list[CheckMessage]:
    """RFC 9116: the date is to come, and less than a year ahead."""
    today = timezone.localdate()
    if today < settings.SECURITY_TXT_EXPIRES <= today + LONGEST:
        return []
    return [
        Warning(
            f"security.txt says that it expires {settings.SECURITY_TXT_EXPIRES}.",
            id="pages.W002",
            hint="Check the contact and set SECURITY_TXT_EXPIRES to a day within the coming year.",
        )
    ]
