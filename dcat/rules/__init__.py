"""What only several fields together can tell, and the specification's advice on how to write.

A rule takes a node and yields findings. What a single row can tell is in ``dcat.check``.
Source: DCAT-AP-SE 3.0.1, https://docs.dataportal.se/dcat/3.0.1/sv/
"""

from collections.abc import Callable, Iterator

from dcat.finding import Finding
from dcat.node import Node
from dcat.rules import high_value, parties, periods, wording
from dcat.rules.high_value import is_high_value

__all__ = ["RULES", "Rule", "is_high_value"]

Rule = Callable[[Node], Iterator[Finding]]

RULES: dict[str, tuple[Rule, ...]] = {
    "Dataset": (
        wording.title_is_short,
        wording.keywords_are_single,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
        high_value.distribution_is_marked,
    ),
    "DatasetSeries": (
        wording.title_is_short,
        wording.keywords_are_single,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
    ),
    "DataService": (
        wording.title_is_short,
        wording.keywords_are_single,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
        high_value.service_is_supported,
    ),
    "PeriodOfTime": (periods.end_is_after_start,),
}
