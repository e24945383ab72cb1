"""The same made-up catalogue for all contenders, without a database: nodes, a few at a time."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from catalog.columns import MODELS
from catalog.describe import describe_values
from catalog.generation.inventory import Dataset, Inventory, Supporting
from catalog.identity import mint, mint_distribution
from catalog.models import Record
from dcat.document import Listing
from dcat.node import Node
from organisations.models import Organisation

_BASE = "https://data.example.se"
_SEED = 1
_AT_ONCE = 500
_AREA = {"west": 17.2, "south": 59.6, "east": 18.2, "north": 60.2}


class Content:
    """A catalogue with so many datasets, each in its public state; the same in every process."""

    def __init__(self, datasets: int) -> None:
        self._organisation = Organisation(
            kind=Organisation.Kind.KOMMUN,
            name="Exempelköpings kommun",
            short_name="Exempelköping",
            slug="exempelkoping",
            organisation_number="2120000000",
            **_AREA,
        )
        self._inventory = Inventory(self._organisation, datasets, _SEED, {})
        self._made: dict[str, Record] = {}
        parties = [self._supporting(each) for each in self._inventory.parties()]
        listed = [self._supporting(each) for each in self._inventory.listed(self._made)]
        self.supporting = [*listed, *parties]
        self._datasets = datasets

    @property
    def publisher(self) -> str:
        """The IRI of the publisher."""
        return self._organisation.agent_iri

    def chunks(self) -> Iterator[list[Node]]:
        """The datasets, a few at a time."""
        datasets = self._inventory.described(self._made)
        while chunk := list(islice(datasets, _AT_ONCE)):
            yield [self._dataset(each) for each in chunk]

    def listing(self) -> Listing:
        """The head of the catalogue, with what it lists."""

    def _supporting(self, each: Supporting) -> Node:
        iri = self._iri(each.class_name, each.uuid)
        self._made[each.name] = MODELS[each.class_name](iri=iri)
        node = describe_values(each.class_name, iri, each.values)
        return node.replace(publisher=(self.publisher,)) if each.class_name in Record.LISTED else node

    def _dataset(self, each: Dataset) -> Node:
        iri = self._iri(Record.ClassName.DATASET, each.uuid)
        parts = (
            describe_values("Distribution", mint_distribution(iri, part.uuid), part.values)
            for part in each.distributions
        )
        return describe_values(Record.ClassName.DATASET, iri, each.values).replace(
            publisher=(self.publisher,), identifier=(str(each.uuid),), distribution=tuple(parts)
        )

    def _iri(self, class_name: str, identifier: UUID) -> str:
        return mint(class_name, self._organisation.slug, identifier, base=_BASE)
