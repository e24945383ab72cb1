"""manage.py prepare: what every installation has from the start. Run at each start; quick when nothing is missing."""

from django.core.management.base import BaseCommand

from catalog.models import Catalog
from catalog.services.catalogue import ensure_catalogue
from catalog.services.recommended import seed_recommended_datasets
from organisations.models import Organisation
from organisations.seeding import seed_organisations


class Command(BaseCommand):
    """See the module."""

    help = "Makes the organisations, the list of recommended datasets and the catalogues that are missing."

    def handle(self, *args, **options) -> None:
        organisations = seed_organisations()
        recommended = seed_recommended_datasets()
        catalogues = self._make_catalogues()
        self.stdout.write(
            f"Organisations: {organisations['created']} made, {organisations['refreshed']} refreshed, "
            f"{organisations['unchanged']} unchanged. Recommended datasets: {recommended} added. "
            f"Catalogues: {catalogues} made."
        )

    def _make_catalogues(self) -> int:
        before = Catalog.objects.count()
        for organisation in Organisation.objects.order_by("pk"):
            ensure_catalogue(organisation)
        return Catalog.objects.count() - before
