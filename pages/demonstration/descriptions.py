"""What the demonstration's descriptions say beside what all made-up ones do. Pure functions of facts and chance.

Nothing here is true of the organisation whose name it bears: every text is marked, every address is under .example.
"""

from random import Random

from catalog.generation.datasets import only_swedish
from catalog.generation.kinds import Kind
from catalog.generation.parties import domain_of
from catalog.generation.wording import marked, marked_title
from organisations.models import Organisation

_SEED = 2026


def chance_for(*names: str) -> Random:
    """The same throws for the same names, whatever else is seeded before."""
    return Random("/".join([str(_SEED), *names]))


def catalogue_values(organisation: Organisation) -> dict:
    """The organisation's catalogue, marked in title and description."""
    name = organisation.name
    return {
        "title": marked_title({"sv": f"Data från {name}", "en": f"Data from {name}"}),
        "description": marked(
            {
                "sv": f"Så här kan en katalog över öppna och delade data från {name} se ut.",
                "en": f"This is what a catalogue of open and shared data from {name} may look like.",
            }
        ),
        "homepage": f"https://www.{domain_of(organisation)}/",
    }


def publisher_values(organisation: Organisation) -> dict:
    """What is changed in the publisher, whose name and number are facts."""
    return {"homepage": [f"https://www.{domain_of(organisation)}/"]}


def bare_values(kind: Kind) -> dict:
    """A dataset with no more than what is mandatory."""
    return {"title": only_swedish(kind.title), "description": marked(only_swedish(kind.description))}
