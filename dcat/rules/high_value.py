"""High-value datasets (EU 2023/138): legislation and category belong together, down to the distribution.

What needs both a service and the datasets that it serves is in ``dcat.rules.together``.
"""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault

HIGH_VALUE = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
WHY = Bilingual(
    "EU:s regler för värdefulla datamängder kräver det, och andra letar efter dem på det sättet.",
    "The EU rules for high-value datasets ask for it, and others search for them that way.",
)


def _error(code: str, field: str, sv: str, en: str, mend: str | None = None) -> Fault:
    return Fault(code, Severity.ERROR, field, Bilingual(sv, en), WHY, mend)


CATEGORY_WITHOUT_LEGISLATION = _error(
    "hvd_without_legislation",
    "applicable_legislation",
    "Du har valt en kategori för värdefulla datamängder. Välj också tillämplig lagstiftning, eller ta bort kategorin.",
    "You have chosen a category for high-value datasets. Choose the applicable legislation too, or remove the "
    "category.",
    mend="mark_record",
)
NO_MARKED_DISTRIBUTION = _error(
    "hvd_no_distribution",
    "distribution",
    "Datamängden är värdefull, men ingen distribution är märkt så. Välj tillämplig lagstiftning på minst en "
    "distribution.",
    "The dataset is high-value, but no distribution is marked as such. Choose the applicable legislation on at least "
    "one distribution.",
    mend="mark_distributions",
)
ONLY_DISTRIBUTION_MARKED = _error(
    "hvd_only_distribution",
    "applicable_legislation",
    "En distribution är märkt som värdefull, men inte datamängden. Välj tillämplig lagstiftning också på datamängden.",
    "A distribution is marked as high-value, but the dataset is not. Choose the applicable legislation on the dataset "
    "too.",
    mend="mark_record",
)
SERVICE_WITHOUT_CONTACT = _error(
    "hvd_service_contact",
    "contact_point",
    "En värdefull datatjänst behöver en kontaktuppgift. Välj en.",
    "A high-value data service needs a contact point. Choose one.",
)
SERVICE_WITHOUT_PAGE = _error(
    "hvd_service_page",
    "page",
    "En värdefull datatjänst behöver dokumentation. Ange en webbadress till den.",
    "A high-value data service needs documentation. Give a web address of it.",
)


def is_high_value(node: Node) -> bool:
    """Whether the legislation on high-value datasets is stated."""
    return HIGH_VALUE in node.get("applicable_legislation")


def category_needs_legislation(node: Node) -> Iterator[Finding]:
    """A category for high-value datasets without the legislation."""
    if node.get("hvd_category") and not is_high_value(node):
        yield CATEGORY_WITHOUT_LEGISLATION.found(node)


def distribution_is_marked(node: Node) -> Iterator[Finding]:
    """The legislation is stated on the dataset and on at least one distribution, or on neither."""
    distributions = [value for value in node.get("distribution") if isinstance(value, Node)]
    is_marked = any(is_high_value(distribution) for distribution in distributions)
    if is_high_value(node) and not is_marked:
        yield NO_MARKED_DISTRIBUTION.found(node, can_mend=bool(distributions))
    if is_marked and not is_high_value(node):
        yield ONLY_DISTRIBUTION_MARKED.found(node)


def service_is_supported(node: Node) -> Iterator[Finding]:
    """A high-value service has a contact and documentation."""
    if not is_high_value(node):
        return
    if not node.get("contact_point"):
        yield SERVICE_WITHOUT_CONTACT.found(node)
    if not node.get("page"):
        yield SERVICE_WITHOUT_PAGE.found(node)
