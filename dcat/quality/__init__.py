"""How good the description of a dataset is: the European metadata quality method, and five-star open data.

Pure functions of a dataset's node, of a profile and of what is known about its links; no Django, no network. What is
measured is what a profile writes, so the European figure is that of the European document and the portal's figure that
of the Swedish one.
Source: https://data.europa.eu/mqa/methodology, https://5stardata.info/
"""

from dcat.quality.indicators import DIMENSIONS, INDICATORS, NO_DISTRIBUTION, Dimension, Indicator
from dcat.quality.judging import faults, is_interface, links_of
from dcat.quality.methods import METHOD_ADDRESS, METHODS, Method, Rating
from dcat.quality.score import Missing, Outcome, Score, ceiling, score, whole
from dcat.quality.stars import MOST_STARS, Stars, stars

__all__ = [
    "DIMENSIONS",
    "INDICATORS",
    "METHODS",
    "METHOD_ADDRESS",
    "MOST_STARS",
    "NO_DISTRIBUTION",
    "Dimension",
    "Indicator",
    "Method",
    "Missing",
    "Outcome",
    "Rating",
    "Score",
    "Stars",
    "ceiling",
    "faults",
    "is_interface",
    "links_of",
    "score",
    "stars",
    "whole",
]
