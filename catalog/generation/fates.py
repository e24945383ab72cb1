"""What became of a made-up dataset, and when. Pure functions of chance: no clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random

EARLIEST = datetime(2018, 1, 8, 7, tzinfo=UTC)
_DAYS = (datetime(2026, 10, 30, 7, tzinfo=UTC) - EARLIEST).days
_WORKING_DAY_SECONDS = 9 * 3600


class Fate(StrEnum):
    """What became of a dataset."""

    PUBLISHED = "published"
    AGAIN = "published again"  # several releases
    CHANGED = "changed since"
    INTERNAL = "internal"
    WITHDRAWN = "withdrawn"
    READY = "ready"  # complete, and not published
    UNFINISHED = "unfinished"


_SHARES = {
    Fate.PUBLISHED: 72,
    Fate.AGAIN: 12,
    Fate.CHANGED: 4,
    Fate.INTERNAL: 4,
    Fate.WITHDRAWN: 3,
    Fate.READY: 3,
    Fate.UNFINISHED: 2,
}
_UNPUBLISHED = (Fate.READY, Fate.UNFINISHED)


@dataclass(frozen=True, slots=True)
class History:
    """A dataset's life. Each release but the first is of a version of its own, edited when it was published."""

    fate: Fate
    created_at: datetime
    released_at: list[datetime] = field(default_factory=list)
    changed_at: datetime | None = None  # since the last release
    withdrawn_at: datetime | None = None

    @property
    def edited_at(self) -> list[datetime]:
        """When each version of the working copy came to be."""
        return [self.created_at, *self.released_at[1:], *([self.changed_at] if self.changed_at else [])]

    @property
    def is_internal(self) -> bool:
        """Whether it is seen only by those who take part."""
        return self.fate is Fate.INTERNAL


def history(chance: Random, *, may_publish: bool) -> History:
    """One history; without releases where nothing may be published."""
    fate = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
    if not may_publish and fate not in _UNPUBLISHED:
        fate = Fate.READY
    releases = 0 if fate in _UNPUBLISHED else chance.choice([2, 2, 3, 4]) if fate is Fate.AGAIN else 1
    later = fate in (Fate.CHANGED, Fate.WITHDRAWN)
    days = sorted(chance.sample(range(_DAYS), 1 + releases + later))
    created_at, *times = [
        EARLIEST + timedelta(days=day, seconds=chance.randrange(_WORKING_DAY_SECONDS)) for day in days
    ]
    last = times.pop() if later else None
    return History(
        fate,
        created_at=created_at,
        released_at=times,
        changed_at=last if fate is Fate.CHANGED else None,
        withdrawn_at=last if fate is Fate.WITHDRAWN else None,
    )


def sizes(total: int, chance: Random, organisations: int) -> list[int]:
    """How many datasets each organisation has: most have few, some have very many; together ``total``."""
    weights = [chance.lognormvariate(0, 1) for _organisation in range(organisations)]
    bounds, reached = [0], 0.0
    for weight in weights:
        reached += weight
        bounds.append(round(total * reached / sum(weights)))
    return [after - before for before, after in zip(bounds, bounds[1:], strict=False)]
