"""The application profiles as data: every class and every property once, in the order in which they are written.

``DCAT_AP_SE`` is what the forms, the findings and dataportal.se go by; ``DCAT_AP`` writes the same descriptions for
Europe. Source of the first: https://docs.dataportal.se/dcat/3.0.1/sv/ (Myndigheten för digital förvaltning, CC BY 4.0).
Facts (names, levels, cardinalities, patterns, labels) are the specification's; help and examples are written for this
service. Nothing here reads, writes or checks: that is done by what uses the rows.
"""

from dcat.profile.european import DCAT_AP
from dcat.profile.model import Group, Kind, Level, NodeClass, Profile, Property, Step
from dcat.profile.swedish import DCAT_AP_SE

__all__ = ["DCAT_AP", "DCAT_AP_SE", "PROFILES", "Group", "Kind", "Level", "NodeClass", "Profile", "Property", "Step"]

PROFILES: dict[str, Profile] = {profile.key: profile for profile in (DCAT_AP_SE, DCAT_AP)}
