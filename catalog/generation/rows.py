"""Many working copies at once, in the rows that the services would make of the same values one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, models

from catalog.describe import describe, load_for_describing
from catalog.findings import errors_among, findings_for
from catalog.models import Distribution, Record
from catalog.services.save import sort_key_of
from dcat.node import Node

Described = tuple[Record, Node]  # a loaded working copy, and what it describes


def insert_records(records: Sequence[Record], values: Sequence[dict[str, object]]) -> None:
    """Save new records of one class with these values, their relations among them; each has its key afterwards."""
    relations = [_set_columns(record, each) for record, each in zip(records, values, strict=True)]
    for record in records:
        record.sort_key = sort_key_of(record)
    columns = [column.attname for column in Record._meta.concrete_fields if not column.primary_key]
    parents = [Record(**{name: getattr(record, name) for name in columns}) for record in records]
    for record, parent in zip(records, Record.objects.bulk_create(parents), strict=True):
        record.id = record.record_ptr_id = parent.pk
    _insert_children(records)
    _insert_relations(records, relations)


def insert_distributions(distributions: Sequence[Distribution], values: Sequence[dict[str, object]]) -> None:
    """Save new distributions of saved datasets with these values."""
    relations = [_set_columns(each, its) for each, its in zip(distributions, values, strict=True)]
    Distribution.objects.bulk_create(distributions)
    _insert_relations(distributions, relations)


def described(class_name: str, keys: Iterable[int]) -> list[Described]:
    """The saved records as they are published, with the number of their findings brought up to date."""
    found, pairs = defaultdict(list), []
    for record in load_for_describing(class_name, keys):
        node = describe(record)
        findings = findings_for(record, node)
        errors = len(errors_among(findings))
        found[errors, len(findings) - errors].append(record.pk)
        pairs.append((record, node))
    for (errors, advice), counted in found.items():
        Record.objects.filter(pk__in=counted).update(errors=errors, advice=advice)
    return pairs


def _set_columns(thing: models.Model, values: dict[str, object]) -> dict[str, Iterable[models.Model]]:
    """Put values into their columns; returns those that are relations to any number of records."""
    relations = {}
    for name, value in values.items():
        if thing._meta.get_field(name).many_to_many:
            relations[name] = value
        else:
            setattr(thing, name, value)
    return relations


def _insert_children(records: Sequence[Record]) -> None:
    """The part of the rows that their own class adds; Django has no bulk_create for it."""
    columns = type(records[0])._meta.local_concrete_fields
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    rows = [
        [column.get_db_prep_save(getattr(record, column.attname), connection) for column in columns]
        for record in records
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(records[0]._meta.db_table)} ({names}) VALUES ({places})", rows)


def _insert_relations(things: Sequence[models.Model], relations: Sequence[dict[str, Iterable[models.Model]]]) -> None:
    rows = defaultdict(list)
    for thing, its in zip(things, relations, strict=True):
        for name, others in its.items():
            column = type(thing)._meta.get_field(name)
            ends = f"{column.m2m_field_name()}_id", f"{column.m2m_reverse_field_name()}_id"
            through = column.remote_field.through
            rows[through].extend(through(**dict(zip(ends, (thing.pk, other.pk), strict=True))) for other in others)
    for through, links in rows.items():
        through.objects.bulk_create(links)
