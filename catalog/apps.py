"""The application that describes data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Beskrivningar")

    def ready(self) -> None:
        # Registers the check that holds the models against the profile.
        from catalog import checks  # noqa: F401
