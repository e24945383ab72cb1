"""The application's entry in INSTALLED_APPS."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from pages.checks import accessibility_statement, security_txt


class PagesConfig(AppConfig):
    """Front page, pages about the service, error pages, health."""

    name = "pages"

    def ready(self) -> None:
        """Register the system checks; what only matters in production runs with `check --deploy`."""
        register(accessibility_statement, Tags.security, deploy=True)
        register(security_txt, Tags.security, deploy=True)
