"""From a row of the list of recommended datasets."""

from catalog.models import RecommendedDataset
from catalog.starting.start import Start


def start_from(recommended: RecommendedDataset) -> Start:
    """Everything that the list knows. All of it is a suggestion, ready to adjust."""
    found = {
        "title": _texts(recommended.name, recommended.name_en),
        "description": _texts(recommended.description, recommended.description_en),
        "keyword": recommended.keyword,
        "theme": _listed(recommended.theme),
        "hvd_category": _listed(recommended.hvd_category),
        "conforms_to": [{"iri": recommended.specification_iri}] if recommended.specification_iri else [],
        "accrual_periodicity": recommended.frequency,
        "recommended_dataset": recommended,
        "distribution_license": recommended.licence,
    }
    values = {name: value for name, value in found.items() if value}
    return Start(values, frozenset(values))


def _texts(swedish: str, english: str) -> dict[str, str]:
    return {code: text for code, text in (("sv", swedish), ("en", english)) if text}


def _listed(value: str) -> list[str]:
    return [value] if value else []
