"""DCAT-AP-SE 3.0.1 as data: every class and every property once, in the order in which they are written.

Source: https://docs.dataportal.se/dcat/3.0.1/sv/ (Myndigheten för digital förvaltning, CC BY 4.0). Facts (names,
levels, cardinalities, patterns, labels) are the specification's; help and examples are written for this service.
Nothing here reads, writes or checks: that is done by what uses the rows.
"""

from dcat.profile.agent import AGENT
from dcat.profile.catalog import CATALOG
from dcat.profile.contact_point import ADDRESS, CONTACT_POINT, TELEPHONE
from dcat.profile.dataset import DATASET
from dcat.profile.distribution import DISTRIBUTION
from dcat.profile.documents import DOCUMENT, LICENSE_DOCUMENT, STANDARD
from dcat.profile.model import Group, Kind, Level, NodeClass, Profile, Property
from dcat.profile.nested import (
    ATTRIBUTION,
    CHECKSUM,
    LOCATION,
    OFFER,
    PERIOD_OF_TIME,
    PROVENANCE_STATEMENT,
    RELATIONSHIP,
    RIGHTS_STATEMENT,
)
from dcat.profile.series import DATASET_SERIES
from dcat.profile.service import DATA_SERVICE

__all__ = ["DCAT_AP_SE", "Group", "Kind", "Level", "NodeClass", "Profile", "Property"]

_CLASSES = (
    CATALOG,
    DATASET,
    DATASET_SERIES,
    DISTRIBUTION,
    DATA_SERVICE,
    AGENT,
    CONTACT_POINT,
    LICENSE_DOCUMENT,
    STANDARD,
    DOCUMENT,
    ATTRIBUTION,
    LOCATION,
    PERIOD_OF_TIME,
    OFFER,
    RELATIONSHIP,
    PROVENANCE_STATEMENT,
    RIGHTS_STATEMENT,
    CHECKSUM,
    TELEPHONE,
    ADDRESS,
)

DCAT_AP_SE = Profile(
    name="DCAT-AP-SE",
    version="3.0.1",
    specification="https://docs.dataportal.se/dcat/3.0.1/sv/",
    classes={node_class.name: node_class for node_class in _CLASSES},
    writes_further=True,
)
