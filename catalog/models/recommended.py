"""The nationally recommended datasets: what kommuner and regioner are asked to publish."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.fields import LanguageListField, ListField


class RecommendedDatasetQuerySet(models.QuerySet):
    """The ways in which the list is read."""

    def in_force(self) -> "RecommendedDatasetQuerySet":
        """What the list asks for now: without what has been withdrawn from it."""
        return self.filter(withdrawn_at=None)

    def for_kind(self, organisation_kind: str, *, keeping: int | None = None) -> "RecommendedDatasetQuerySet":
        """What an organisation of this kind is asked for; ``keeping`` is one that stays whatever has become of it."""
        asked = Q(applies_to__in=[organisation_kind, RecommendedDataset.AppliesTo.BOTH], withdrawn_at=None)
        return self.filter(asked | Q(pk=keeping) if keeping else asked)

    def missing_in(self, organisation) -> "RecommendedDatasetQuerySet":
        """What the organisation is asked for and has neither described nor among its candidates."""
        asked = self.for_kind(organisation.kind)
        return asked.exclude(datasets__organisation=organisation).exclude(candidates__organisation=organisation)


class RecommendedDataset(models.Model):
    """One kind of data that the nation recommends publishing."""

    class AppliesTo(models.TextChoices):
        KOMMUN = "kommun", _("Kommuner")
        REGION = "region", _("Regioner")
        BOTH = "both", _("Kommuner och regioner")

    key = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400, db_index=True)
    description = models.TextField()
    applies_to = models.CharField(max_length=10, choices=AppliesTo)
    area = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)  # place in the national top list
    theme = models.CharField(max_length=200, blank=True)
    hvd_category = models.CharField(max_length=200, blank=True)
    specification_iri = models.CharField(max_length=500, blank=True)
    evidence = models.CharField(max_length=300, blank=True)  # what the row rests on
    name_en = models.CharField(max_length=200, blank=True)
    description_en = models.TextField(blank=True)
    keyword = LanguageListField()
    match_words = ListField()  # what titles, keywords and columns of such data say
    frequency = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    # The columns that no national list states and that we suggest.
    our_suggestion = ListField()
    # Asked for no longer. It stays, for what refers to it and for its history.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RecommendedDatasetQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> dict[str, str]:
        """What it is called, by language; English only where somebody has said it."""
        return {"sv": self.name} | ({"en": self.name_en} if self.name_en else {})

    def is_found_by(self, sought: str) -> bool:
        """Whether its names, its keywords or what such data says hold what somebody looks for."""
        keywords = (word for words in self.keyword.values() for word in words)
        texts = (self.name, self.name_en, self.description, *keywords, *self.match_words)
        return any(sought.casefold() in text.casefold() for text in texts)
