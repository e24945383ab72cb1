"""Fees: a dataset that costs something says so by its fee, and does not at the same time say that it is free."""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault
from dcat.rules.licences import CC0
from dcat.rules.protected import PUBLIC

FEE_ON_FREE_DATA = Fault(
    "fee_on_free_data",
    Severity.ADVICE,
    "offers",
    Bilingual(
        "Datamängden har en avgift, men är publik och fri att sprida vidare med CC0. Ta bort avgiften, eller välj en "
        "annan licens.",
        "The dataset has a fee, but it is public and free to pass on under CC0. Remove the fee, or choose another "
        "licence.",
    ),
    Bilingual(
        "En avgift visar att data inte är gratis. Den som bara läser licensen tror att de är det.",
        "A fee shows that the data is not free of charge. Those who only read the licence believe that it is.",
    ),
)


def fee_fits_the_terms(node: Node) -> Iterator[Finding]:
    """No fee on a dataset that is public and has CC0 on every distribution."""
    parts = [part for part in node.get("distribution") if isinstance(part, Node)]
    is_free = bool(parts) and all(CC0 in part.get("license") for part in parts)
    if node.get("offers") and PUBLIC in node.get("access_rights") and is_free:
        yield FEE_ON_FREE_DATA.found(node)
