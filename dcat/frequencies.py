"""How long data of a stated frequency may stay as it is, by the EU's list of frequencies.

Source: http://publications.europa.eu/resource/authority/frequency, by the last part of the IRI.
"""

from datetime import timedelta

_BASE = "http://publications.europa.eu/resource/authority/frequency/"
_DAYS = {
    "DAILY": 1,
    "DAILY_2": 1,
    "WEEKLY": 7,
    "WEEKLY_2": 4,
    "WEEKLY_3": 3,
    "BIWEEKLY": 14,
    "MONTHLY": 31,
    "MONTHLY_2": 16,
    "MONTHLY_3": 11,
    "BIMONTHLY": 62,
    "QUARTERLY": 92,
    "ANNUAL_3": 122,
    "ANNUAL_2": 184,
    "ANNUAL": 366,
    "BIENNIAL": 731,
    "TRIENNIAL": 1096,
    "QUADRENNIAL": 1461,
    "QUINQUENNIAL": 1827,
    "DECENNIAL": 3653,
}
# Late is late only after some slack: a tenth, and a few days for whoever does it by hand.
_SLACK = timedelta(days=3)


def longest_between(frequency: str) -> timedelta | None:
    """How old such data may be before it is overdue; None where the frequency promises nothing (as needed, never).

    Faster than daily is None too: such data needs no date (section 4 of the specification's advice).
    """
    days = _DAYS.get(frequency.removeprefix(_BASE)) if frequency.startswith(_BASE) else None
    return timedelta(days=days * 1.1) + _SLACK if days else None
