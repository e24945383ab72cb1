"""DCAT-AP 3: the same descriptions as the rest of Europe reads them.

A whole profile of its own, not a change of what another has written. Its rows have the names of the Swedish rows,
since they write the same values. Levels and classes are those of DCAT-AP 3.0.1 and, for high-value datasets, DCAT-AP
HVD 3.0; numbers are the Swedish where those are the narrower. What only DCAT-AP-SE has is written as it is there.

Source: https://semiceu.github.io/DCAT-AP/releases/3.0.0/, https://semiceu.github.io/DCAT-AP/releases/3.0.0-hvd/
"""

from dcat.bilingual import Bilingual
from dcat.profile.european.derived import OPTIONAL, RECOMMENDED, european
from dcat.profile.european.terms import TERMS
from dcat.profile.model import Kind, Level, Profile, Property
from dcat.profile.swedish import DCAT_AP_SE

_RESOURCES = ("Catalog", "Dataset", "DatasetSeries", "DataService")
_DATASETS = ("Dataset", "DatasetSeries")  # a series is a dataset too

_CATALOG_LINK = {"targets": ("Catalog",)}
_DATASET_LINK = {"targets": _DATASETS}
_SERVICE_LINK = {"targets": ("DataService",)}
_RELATIONSHIP_LINK = {"targets": _RESOURCES, "target_property": "relation"}

_CATALOG = european(
    DCAT_AP_SE["Catalog"],
    publisher={"level": Level.MANDATORY, "minimum": 1},
    license={"kind": Kind.CONCEPT, "vocabulary": "licence"} | RECOMMENDED,
    has_part=_CATALOG_LINK,
    is_part_of=_CATALOG_LINK,
    catalog=_CATALOG_LINK,
    dataset=RECOMMENDED,
)

# Before the dataset: what is a series and a dataset is told of as a series.
_DATASET_SERIES = european(
    DCAT_AP_SE["DatasetSeries"],
    also_types=("dcat:Dataset",),
    issued=OPTIONAL,
    conforms_to=OPTIONAL,
    qualified_relation=_RELATIONSHIP_LINK,
)

_DATASET = european(
    DCAT_AP_SE["Dataset"],
    issued=OPTIONAL,
    conforms_to=OPTIONAL,
    other_identifier={"kind": Kind.NODE, "node_class": "Identifier"},
    source=_DATASET_LINK,
    has_version=_DATASET_LINK,
    qualified_relation=_RELATIONSHIP_LINK,
    distribution=RECOMMENDED,
    in_series={"targets": ("DatasetSeries",)},
)

_MEDIA_TYPE = Property(
    name="media_type",
    predicate="dcat:mediaType",
    kind=Kind.IANA_TYPE,
    level=Level.OPTIONAL,
    maximum=1,
    label=Bilingual("Medietyp", "Media type"),
    help=Bilingual(
        "Formatet med det namn som det har hos IANA. Den kommer av formatet.",
        "The format by the name that it has at IANA. It comes from the format.",
    ),
    node_class="MediaType",
    value_of="format",
)

_DISTRIBUTION = european(
    DCAT_AP_SE["Distribution"],
    format=RECOMMENDED,
    access_service=_SERVICE_LINK,
    further=(_MEDIA_TYPE,),
)

_DATA_SERVICE = european(
    DCAT_AP_SE["DataService"],
    endpoint_description=RECOMMENDED,
    publisher={"maximum": 1, "first_only": True} | RECOMMENDED,
    theme=RECOMMENDED,
    format=OPTIONAL,
    conforms_to=RECOMMENDED,
    serves_dataset=_DATASET_LINK | RECOMMENDED,
    license=OPTIONAL,
    other_license=OPTIONAL,
)

_CONTACT_POINT = european(
    DCAT_AP_SE["ContactPoint"],
    also_types=("vcard:Kind",),
    name=OPTIONAL,
    # DCAT-AP HVD takes one of each.
    email={"maximum": 1, "first_only": True} | OPTIONAL,
    url={"maximum": 1, "first_only": True},
)

_DIFFERING = (
    _CATALOG,
    _DATASET_SERIES,
    _DATASET,
    _DISTRIBUTION,
    _DATA_SERVICE,
    european(DCAT_AP_SE["Agent"], type=RECOMMENDED),
    _CONTACT_POINT,
    european(DCAT_AP_SE["RightsStatement"], also_types=("dcterms:RightsStatement",)),
    european(DCAT_AP_SE["Checksum"], only_whole=True, checksum_value={"kind": Kind.HEX}),
    european(DCAT_AP_SE["Relationship"], only_whole=True),
)
_NAMES = {node_class.name for node_class in _DIFFERING}
_REMAINING = tuple(european(node_class) for name, node_class in DCAT_AP_SE.classes.items() if name not in _NAMES)

DCAT_AP = Profile(
    key="dcat-ap",
    iri="http://data.europa.eu/r5r/",
    name="DCAT-AP",
    version="3.0.1",
    specification="https://semiceu.github.io/DCAT-AP/releases/3.0.0/",
    classes={node_class.name: node_class for node_class in (*_DIFFERING, *_REMAINING, *TERMS)},
    keeps_further=False,
)
