"""Terms that the installation's administrators have added to vocabularies that come incomplete."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from catalog.models.fields import LanguageTextField


class AddedTerm(models.Model):
    """A term of an open vocabulary: offered in forms and shown by its name. The rows accept it without being listed."""

    vocabulary = models.CharField(max_length=60)  # its name in dcat.vocabularies
    iri = models.CharField(max_length=500, unique=True)
    label = LanguageTextField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["vocabulary", "iri"]

    def __str__(self) -> str:
        return self.iri
