"""What is said when a file is not taken."""

from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass
class Refused(Exception):
    """The file is not taken; ``sentence`` says why and what to do, ``values`` what stands in its places."""

    sentence: str | Promise
    values: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.sentence) % self.values if self.values else str(self.sentence)
