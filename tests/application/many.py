"""Making many datasets out of one, row by row and table by table: the services would take minutes."""

import uuid

from django.db import connection
from django.db.models import Model, OuterRef, Subquery

from catalog.models import Dataset, Distribution, Fragment, Record, Release


def multiply(dataset: Dataset, count: int) -> None:
    """Make ``count`` more datasets, published as this one is, with the same contacts and a distribution each."""
    pattern, release = Record.objects.get(pk=dataset.pk), Release.objects.get(current_for=dataset.pk)
    first = Record.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    identifiers = [uuid.uuid4() for _number in range(count)]
    Record.objects.bulk_create(
        _copy(pattern, uuid=each, iri=_iri(dataset.iri, each), current_release=None, creation_token=None)
        for each in identifiers
    )
    made = Record.objects.filter(pk__gte=first)
    _copy_child_row(dataset, first)
    keys = dict(made.values_list("pk", "uuid"))
    contacts = list(dataset.contact_point.values_list("pk", flat=True))
    through = Dataset.contact_point.through
    through.objects.bulk_create(
        through(dataset_id=key, contactpoint_id=contact) for key in keys for contact in contacts
    )
    _copy_distributions(dataset, keys)
    _copy_releases(release, keys)
    current = Release.objects.filter(record=OuterRef("pk")).values("pk")
    made.update(current_release=Subquery(current))


def _copy_child_row(dataset: Dataset, first: int) -> None:
    """The dataset's own columns; a child's rows can't be made in bulk by the ORM."""
    table, parent = Dataset._meta.db_table, Record._meta.db_table
    link, key = Dataset._meta.pk.column, Record._meta.pk.column
    columns = ", ".join(f"template.{field.column}" for field in Dataset._meta.local_concrete_fields[1:])
    names = ", ".join(field.column for field in Dataset._meta.local_concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT new.{key}, {columns} FROM {parent} new, {table} template "
            f"WHERE new.{key} >= %s AND template.{link} = %s",
            [first, dataset.pk],
        )


def _copy_distributions(dataset: Dataset, keys: dict) -> None:
    pattern = dataset.distributions.first()
    Distribution.objects.bulk_create(
        _copy(
            pattern, dataset_id=key, uuid=own, iri=f"{dataset.iri.rpartition('/')[0]}/{identifier}/distributions/{own}"
        )
        for key, identifier, own in ((key, identifier, uuid.uuid4()) for key, identifier in keys.items())
    )


def _copy_releases(release: Release, keys: dict) -> None:
    fragments, written = list(release.fragments.all()), str(release.record.uuid)
    Release.objects.bulk_create(
        _copy(release, record_id=key, content=_renamed(release.content, written, str(identifier)))
        for key, identifier in keys.items()
    )
    releases = Release.objects.filter(record__in=keys).values_list("pk", "record_id")
    Fragment.objects.bulk_create(
        _copy(
            fragment,
            release_id=made,
            rdfxml=fragment.rdfxml.replace(written, str(keys[key])),
            ntriples=fragment.ntriples.replace(written, str(keys[key])),
        )
        for made, key in releases
        for fragment in fragments
    )
    through, needed = Release.needs.through, list(release.needs.values_list("pk", flat=True))
    through.objects.bulk_create(through(release_id=made, record_id=each) for made, _key in releases for each in needed)


def _renamed(content, old: str, new: str):
    """The frozen description under another identifier."""
    if isinstance(content, dict):
        return {name: _renamed(value, old, new) for name, value in content.items()}
    if isinstance(content, list):
        return [_renamed(value, old, new) for value in content]
    return content.replace(old, new) if isinstance(content, str) else content


def _iri(iri: str, identifier: uuid.UUID) -> str:
    return f"{iri.rpartition('/')[0]}/{identifier}"


def _copy(row: Model, **values) -> Model:
    """The same row once more, not saved, with other values in some columns."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    changed = {row._meta.get_field(name.removesuffix("_id")).attname: value for name, value in values.items()}
    return type(row)(**columns | {row._meta.pk.attname: None} | changed)
