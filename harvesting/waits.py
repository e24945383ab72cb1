"""How long what failed is left alone: twice as long each time, up to an end."""

from datetime import timedelta

_MOST_DOUBLINGS = 10  # so that a long row of failures never becomes a number that no date can hold


def wait_after(failures: int, first: timedelta, longest: timedelta) -> timedelta:
    """The wait after so many ``failures`` before: ``first`` after none."""
    return min(first * 2 ** min(failures, _MOST_DOUBLINGS), longest)
