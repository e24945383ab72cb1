"""Adds the recommended datasets that are missing."""

from django.core.management.base import BaseCommand

from catalog.services.recommended import seed_recommended_datasets


class Command(BaseCommand):
    help = "Adds the recommended datasets that are missing; changes none. Safe to run again."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Recommended datasets: {seed_recommended_datasets()} added.")
