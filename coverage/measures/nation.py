"""What is known of the whole country, for scale beside our own figures."""

from dataclasses import dataclass

from coverage.cells import Share
from dcat.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class National:
    """One figure; ``source`` says what it is, when it was so and where it is from."""

    share: Share
    source: Bilingual


# By the key of the measure. A mean is given as the sum for one thing.
NATIONAL = {
    "quality": National(
        Share(246, 1),
        Bilingual(
            "Medelvärdet för datamängderna i hela landet, oktober 2026. Källa: dataportal.se.",
            "The mean of the datasets in the whole country, October 2026. Source: dataportal.se.",
        ),
    ),
    "feed": National(
        Share(239, 666),
        Bilingual(
            "Källor som skördades utan fel, oktober 2026. Källa: dataportal.se.",
            "Sources that were harvested without a fault, October 2026. Source: dataportal.se.",
        ),
    ),
}
