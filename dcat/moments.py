"""Points in time as xsd:dateTime writes them: https://www.w3.org/TR/xmlschema11-2/#dateTime."""

from datetime import UTC, datetime


def date_time(moment: datetime) -> str:
    """The moment, which knows its zone, to the second and in UTC: the same moment is always written the same."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
