"""The same made-up catalogue for all contenders, without a database: nodes, a few at a time."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from catalog.columns import MODELS
from catalog.describe import describe_values
from catalog.generation.inventory import Dataset, Inventory, Supporting
from catalog.identity import mint, mint_distribution
from catalog.models import Record
from dcat.node import Node
from organisations.models import Organisation

_BASE = "https://data.example.se"
_AT_ONCE = 100
_AREA = {"west": 17.2, "south": 59.6, "east": 18.2, "north": 60.2}


class Content:
    """So many datasets of one organisation, with their distributions; the same in every process with the same seed."""

    def __init__(self, datasets: int, seed: int = 1) -> None:
        self._organisation = Organisation(
            kind=Organisation.Kind.KOMMUN,
            name="Exempelköpings kommun",
            short_name="Exempelköping",
            slug="exempelkoping",
            organisation_number="2120000000",
            **_AREA,
        )
        self._inventory = Inventory(self._organisation, datasets, seed, {})
        self._made: dict[str, Record] = {}
        for several in (self._inventory.parties(), self._inventory.listed(self._made)):
            for each in several:
                self._made[each.name] = self._named(each)

    def chunks(self) -> Iterator[list[Node]]:
        """The datasets, a few at a time."""
        datasets = self._inventory.described(self._made)
        while chunk := list(islice(datasets, _AT_ONCE)):
            yield [self._described(each) for each in chunk]

    def _named(self, each: Supporting) -> Record:
        """What datasets point at: nothing but an IRI."""
        return MODELS[each.class_name](iri=self._iri(each.class_name, each.uuid))

    def _described(self, each: Dataset) -> Node:
        iri = self._iri(Record.ClassName.DATASET, each.uuid)
        parts = (
            describe_values("Distribution", mint_distribution(iri, part.uuid), part.values)
            for part in each.distributions
        )
        return describe_values(Record.ClassName.DATASET, iri, each.values).replace(
            publisher=(self._organisation.agent_iri,), identifier=(str(each.uuid),), distribution=tuple(parts)
        )

    def _iri(self, class_name: str, identifier: UUID) -> str:
        return mint(class_name, self._organisation.slug, identifier, base=_BASE)
