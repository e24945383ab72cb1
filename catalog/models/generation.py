"""What the load generator has made, so that it can take exactly that away again."""

from django.db import models
from django.utils import timezone


class Generation(models.Model):
    """One run of ``manage.py generate_catalogue``, with all that it made."""

    seed = models.BigIntegerField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    kept_base = models.BooleanField(default=False)  # it published first of all, and so settled the base of IRIs
    organisations = models.ManyToManyField("organisations.Organisation", related_name="+")
    records = models.ManyToManyField("catalog.Record", related_name="+")
    # Of records that are not its own: the catalogues and publishers of organisations that were there.
    releases = models.ManyToManyField("catalog.Release", related_name="+")

    def __str__(self) -> str:
        return f"generation with seed {self.seed}"
