"""The values that a new dataset begins with, and where each came from."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

# The parts that a beginning is made of, by the start of their fields' names in the form, and the class of each.
DATASET, DISTRIBUTION, SERVICE = "", "distribution_", "service_"
PARTS = {DATASET: "Dataset", DISTRIBUTION: "Distribution", SERVICE: "DataService"}


@dataclass(frozen=True, slots=True)
class Start:
    """What a new dataset begins with; nothing of it is saved yet.

    ``values`` are columns by field name: those of the dataset by their own names, those of its distribution and of its
    service with ``distribution_`` and ``service_`` before it. ``suggested`` are the names of the fields whose value a
    person has not decided on, ``uncertain`` those among them that had better not be taken unseen.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    suggested: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()

    def under(self, usual: "Start") -> "Start":
        """The same with what is usual added where it says nothing itself."""
        suggested = self.suggested | (usual.suggested - set(self.values))
        return replace(self, values={**usual.values, **self.values}, suggested=suggested)


@dataclass(frozen=True, slots=True)
class NewDataset:
    """Columns of what is to be made; ``creation_token`` names the form that says so."""

    dataset: Mapping[str, object]
    distributions: list[dict]
    creation_token: uuid.UUID
    contact: Mapping[str, object] | None = None
    service: Mapping[str, object] | None = None


def part_of(name: str) -> tuple[str, str]:
    """The part that a field belongs to, and its column there.

    >>> part_of("distribution_license"), part_of("title")
    (('distribution_', 'license'), ('', 'title'))
    """
    part = next((each for each in (DISTRIBUTION, SERVICE) if name.startswith(each)), DATASET)
    return part, name.removeprefix(part)
