"""The working copies: one column per property of the profile, by the same name.

Labels, help, cardinality and vocabularies stand in the profile and nowhere else; catalog.checks holds the two together.
A column here is empty as long as nothing was entered: a draft may be incomplete.
"""

import uuid

from django.db import models

from catalog.models.fields import DocumentsField, LanguageListField, LanguageTextField, ListField, NodesField
from catalog.models.record import Record

_IRI = {"max_length": 2000, "blank": True, "default": ""}
_WORD = {"max_length": 500, "blank": True, "default": ""}
_DATE = {"max_length": 40, "blank": True, "default": ""}  # '2024', '2024-05-01' or '2024-05-01T10:00:00+02:00'


class Catalog(Record):
    """An organisation's catalogue. Its publisher, licence, dates and datasets follow from the rest."""

    title = LanguageTextField()
    description = LanguageTextField()
    language = ListField()
    homepage = models.CharField(**_IRI)
    spatial = ListField()
    rights = NodesField()

    # Goes up in the transaction that publishes or withdraws anything of the organisation's.
    published_revision = models.PositiveBigIntegerField(default=0)
    # The organisation whose catalogue this is, once more, so that there is one only.
    owner = models.OneToOneField("organisations.Organisation", models.PROTECT, related_name="catalogue")


class Agent(Record):
    """An organisation or person that publishes or produces data."""

    name = LanguageTextField()
    description = LanguageTextField()
    type = models.CharField(**_IRI)
    homepage = ListField()
    mbox = ListField()
    classification = models.CharField(**_IRI)
    identifier = ListField()
    same_as = ListField()

    # Set on the one agent that stands for the organisation itself as publisher.
    publisher_of = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="publisher_agent"
    )


class ContactPoint(Record):
    """Where somebody who has a question about data turns. Described once, used by many datasets."""

    kind = models.CharField(**_IRI)
    name = models.CharField(**_WORD)
    email = ListField()
    telephone = NodesField()
    address = NodesField()
    url = ListField()


class DatasetSeries(Record):
    """Datasets of one kind that belong together. Its members name it; its publisher is the organisation."""

    title = LanguageTextField()
    description = LanguageTextField()
    contact_point = models.ManyToManyField(ContactPoint, blank=True, related_name="series")
    keyword = LanguageListField()
    theme = ListField()
    applicable_legislation = models.CharField(**_IRI)
    hvd_category = ListField()
    subject = ListField()
    conforms_to = DocumentsField()
    issued = models.CharField(**_DATE)
    modified = models.CharField(**_DATE)
    landing_page = ListField()
    spatial = ListField()
    geographical_area = NodesField()
    temporal = NodesField()
    accrual_periodicity = models.CharField(**_IRI)
    relation = ListField()
    qualified_relation = NodesField()
    page = DocumentsField()


class DataService(Record):
    """An API. Distributions name it as the way to their data; its publisher is the organisation."""

    title = LanguageTextField()
    description = LanguageTextField()
    endpoint_url = ListField()
    endpoint_description = ListField()
    contact_point = models.ManyToManyField(ContactPoint, blank=True, related_name="services")
    type = ListField()
    keyword = LanguageListField()
    theme = ListField()
    applicable_legislation = models.CharField(**_IRI)
    hvd_category = ListField()
    subject = ListField()
    format = models.CharField(**_WORD)
    conforms_to = DocumentsField()
    # Datasets and series alike, so the column points at what they have in common.
    serves_dataset = models.ManyToManyField(Record, blank=True, related_name="served_by")
    license = models.CharField(**_IRI)
    other_license = DocumentsField()
    access_rights = models.CharField(**_IRI)
    landing_page = ListField()
    page = DocumentsField()


class Dataset(Record):
    """A dataset. Its publisher is the organisation, its first identifier its UUID."""

    title = LanguageTextField()
    description = LanguageTextField()
    creator = models.ForeignKey(Agent, models.PROTECT, null=True, blank=True, related_name="created_datasets")
    qualified_attribution = NodesField()
    contact_point = models.ManyToManyField(ContactPoint, blank=True, related_name="datasets")
    keyword = LanguageListField()
    theme = ListField()
    applicable_legislation = models.CharField(**_IRI)
    hvd_category = ListField()
    subject = ListField()
    identifier = ListField()
    other_identifier = ListField()
    issued = models.CharField(**_DATE)
    modified = models.CharField(**_DATE)
    language = ListField()
    landing_page = ListField()
    conforms_to = DocumentsField()
    spatial = ListField()
    geographical_area = NodesField()
    temporal = NodesField()
    temporal_resolution = models.CharField(**_WORD)
    spatial_resolution_in_meters = models.CharField(**_WORD)
    accrual_periodicity = models.CharField(**_IRI)
    version = models.CharField(**_WORD)
    version_notes = LanguageTextField()
    source = ListField()
    access_rights = models.CharField(**_IRI)
    offers = NodesField()
    has_version = ListField()
    is_referenced_by = ListField()
    relation = ListField()
    qualified_relation = NodesField()
    page = DocumentsField()
    provenance = NodesField()
    in_series = models.ManyToManyField(DatasetSeries, blank=True, related_name="members")

    # The explicit answer to 'which recommended dataset is this'.
    recommended_dataset = models.ForeignKey(
        "catalog.RecommendedDataset", models.SET_NULL, null=True, blank=True, related_name="datasets"
    )


class Distribution(models.Model):
    """One form of a dataset's data: part of the dataset's record, published with it, saved on its own."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="distributions")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    iri = models.CharField(max_length=600, unique=True, editable=False)
    position = models.PositiveIntegerField(default=0)
    edit_number = models.PositiveIntegerField(default=1)
    creation_token = models.UUIDField(null=True, editable=False)

    title = LanguageTextField()
    description = LanguageTextField()
    access_url = models.CharField(**_IRI)
    download_url = ListField()
    format = models.CharField(**_WORD)
    access_service = models.ManyToManyField(DataService, blank=True, related_name="distributions")
    temporal_resolution = models.CharField(**_WORD)
    spatial_resolution_in_meters = models.CharField(**_WORD)
    byte_size = models.PositiveBigIntegerField(null=True, blank=True)
    language = ListField()
    issued = models.CharField(**_DATE)
    modified = models.CharField(**_DATE)
    status = models.CharField(**_IRI)
    availability = models.CharField(**_IRI)
    applicable_legislation = models.CharField(**_IRI)
    license = models.CharField(**_IRI)
    other_license = DocumentsField()
    rights = NodesField()
    checksum = NodesField()
    page = DocumentsField()
    conforms_to = DocumentsField()

    # As Record.further.
    further = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "creation_token"], name="one_distribution_per_creation_token")
        ]

    def __str__(self) -> str:
        return self.iri
