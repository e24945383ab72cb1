"""The recommended list as the matcher looks for it."""

from catalog.matching.propose import Matcher, Wanted
from catalog.models import RecommendedDataset


def matcher_of_list() -> Matcher:
    """A matcher for all that the list asks for now: one query."""
    return Matcher(
        [
            Wanted(each.key, (each.name, each.name_en, *each.match_words))
            for each in RecommendedDataset.objects.in_force()
        ]
    )
