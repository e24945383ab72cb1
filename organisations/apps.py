"""Registers the application and its checks."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from organisations.checks import no_demonstration_accounts_in_production


class OrganisationsConfig(AppConfig):
    """The application."""

    name = "organisations"
    verbose_name = _("Organisationer och personer")

    def ready(self) -> None:
        """Register what Django checks before it starts."""
        checks.register(no_demonstration_accounts_in_production, checks.Tags.database)
