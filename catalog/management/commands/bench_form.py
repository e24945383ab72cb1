"""Measures the form of a dataset with few and many distributions: queries, milliseconds and bytes to open and to save.

The milliseconds are those of the processor; of PostgreSQL only what our own process takes. What is made is taken back
at the end, and nothing of it stays in the database.
"""

import logging
import statistics
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.forms.description import form_for
from catalog.models import Dataset, Record
from catalog.services.save import create_record, save_distribution
from organisations.models import Organisation, Person


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--distributions", type=int, nargs="+", default=[1, 30, 200])
        parser.add_argument("--rounds", type=int, default=5)

    def handle(self, *args, distributions: list[int], rounds: int, **options) -> None:
        """One line for each number of distributions and each thing that is done."""
        actor = Person.objects.filter(is_administrator=True, is_active=True).first()
        organisation = Organisation.objects.order_by("pk").first()
        if actor is None or organisation is None:
            raise CommandError("There is no administrator or no organisation. Run `manage.py prepare --demo` first.")
        logging.getLogger("catalog").setLevel(logging.WARNING)  # a line for each save is not what is measured
        self.stdout.write("| distributions | what | queries | ms | kB |")
        self.stdout.write("| ---: | --- | ---: | ---: | ---: |")
        with transaction.atomic():
            client = Client(headers={"host": "127.0.0.1"})
            client.force_login(actor)
            for count in distributions:
                dataset = _make(actor, organisation, count)
                address = reverse("record_edit", args=[organisation.slug, dataset.class_name, dataset.uuid])
                for what, ask in _asked(client, address, dataset):
                    self._measure(count, what, ask, rounds)
            transaction.set_rollback(True)

    def _measure(self, count: int, what: str, ask: Callable, rounds: int) -> None:
        ask(0)  # what is read once per process
        took, queries, size = [], 0, 0
        for number in range(1, rounds + 1):
            with CaptureQueriesContext(connection) as captured:
                began = time.process_time()
                answer = ask(number)
                took.append((time.process_time() - began) * 1000)
            if answer.status_code >= 400:
                raise CommandError(f"{what}: the answer was {answer.status_code}")
            queries, size = len(captured), len(answer.content)
        self.stdout.write(f"| {count} | {what} | {queries} | {statistics.median(took):.0f} | {size / 1000:.0f} |")


def _asked(client: Client, address: str, dataset: Dataset) -> list[tuple[str, Callable]]:
    def save(number: int, headers: dict):
        typed = _unchanged(dataset) | {"title-sv": f"{headers} {number}"}
        return client.post(address, urlencode(typed), content_type="application/x-www-form-urlencoded", headers=headers)

    return [
        ("open", lambda number: client.get(address)),
        ("save by itself", lambda number: save(number, {"X-By-Itself": "1"})),
        ("save by the button", lambda number: save(number, {})),
    ]


def _unchanged(dataset: Dataset) -> dict[str, object]:
    """An empty form over what is saved now."""
    rows = form_for(dataset.class_name).row_fields
    counts = {f"{name}-{part}": "0" for name in rows for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return counts | {"edit_number": Dataset.objects.values_list("edit_number", flat=True).get(pk=dataset.pk)}


def _make(actor: Person, organisation: Organisation, count: int) -> Dataset:
    dataset = create_record(
        actor,
        organisation=organisation,
        class_name=Record.ClassName.DATASET,
        values={"title": {"sv": "Mätning"}, "description": {"sv": "Mäts."}},
        creation_token=uuid.uuid4(),
    )
    for number in range(count):
        values = {"access_url": f"https://data.example.com/{number}.csv", "format": "text/csv"}
        save_distribution(actor, dataset=dataset, values=values, creation_token=uuid.uuid4())
    return dataset
