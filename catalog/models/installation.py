"""What the installation has to remember about itself."""

from django.db import models


class InstallationBase(models.Model):
    """The start of the IRIs that this installation makes; one row, kept from the first publication on."""

    address = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.address
