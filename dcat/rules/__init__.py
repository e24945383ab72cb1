"""What only several fields together can tell, and the specification's advice on how to write.

A rule takes a node and yields findings. What a single row can tell is in ``dcat.check``; what needs other records than
the node itself is in ``dcat.rules.together``, and is asked for by whoever has those records at hand.
Source: DCAT-AP-SE 3.0.1, https://docs.dataportal.se/dcat/3.0.1/sv/
"""

from collections.abc import Callable, Iterator

from dcat.finding import Finding
from dcat.node import Node
from dcat.rules import (
    areas,
    dates,
    fees,
    forms_of_data,
    high_value,
    identifiers,
    interfaces,
    parties,
    protected,
    together,
    wording,
)
from dcat.rules.fault import Fault
from dcat.rules.high_value import is_high_value

__all__ = ["FAULTS", "RULES", "Fault", "Rule", "is_high_value"]

Rule = Callable[[Node], Iterator[Finding]]

_MODULES = (
    areas,
    dates,
    fees,
    forms_of_data,
    high_value,
    identifiers,
    interfaces,
    parties,
    protected,
    together,
    wording,
)

# All that the rules can find, by code.
FAULTS: dict[str, Fault] = {
    fault.code: fault for module in _MODULES for fault in vars(module).values() if isinstance(fault, Fault)
}

RULES: dict[str, tuple[Rule, ...]] = {
    "Catalog": (dates.modified_is_after_issued,),
    "Dataset": (
        wording.title_is_short,
        wording.title_is_without_format,
        wording.keywords_are_well_written,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
        high_value.distribution_is_marked,
        identifiers.identifiers_differ,
        dates.modified_is_after_issued,
        interfaces.interface_description_is_elsewhere,
        protected.dataset_has_what_it_needs,
        fees.fee_fits_the_terms,
        forms_of_data.distributions_are_the_same_data,
    ),
    "DatasetSeries": (
        wording.title_is_short,
        wording.title_is_without_format,
        wording.keywords_are_well_written,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
        dates.modified_is_after_issued,
        interfaces.interface_description_is_elsewhere,
    ),
    "Distribution": (dates.modified_is_after_issued, forms_of_data.api_is_a_service),
    "DataService": (
        wording.title_is_short,
        wording.keywords_are_well_written,
        parties.contact_is_not_publisher,
        high_value.category_needs_legislation,
        high_value.service_is_supported,
        interfaces.service_describes_its_interface,
        protected.service_has_what_it_needs,
    ),
    "Location": (areas.centroid_is_in_the_box,),
    "PeriodOfTime": (dates.end_is_after_start,),
}
