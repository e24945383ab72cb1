"""From loaded working copies to the plain value that is checked, written and frozen.

A pure function of objects that are loaded already: no query, no settings, no clock. ``load_for_describing`` says what
has to be loaded.
"""

from collections.abc import Iterable
from functools import cache

from django.db import models

from catalog.columns import MODELS, WITH_PUBLISHER
from catalog.models import Distribution, Record
from dcat.further import with_further
from dcat.iri import below
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Level, NodeClass, Property

_LANGUAGES_FIRST = ("sv", "en")


def load_for_describing(class_name: str, keys: Iterable[int]) -> list[Record]:
    """The records of one class with all that ``describe`` reads, in a fixed number of queries."""
    model = MODELS[class_name]
    records = model.objects.filter(pk__in=keys).select_related("organisation", "current_release")
    if class_name in WITH_PUBLISHER:
        records = records.select_related("organisation__publisher_agent")
    records = records.select_related(*to_one(model)).prefetch_related(*to_many(model))
    if class_name == Record.ClassName.DATASET:
        distributions = Distribution.objects.prefetch_related(*to_many(Distribution))
        records = records.prefetch_related(models.Prefetch("distributions", distributions))
    return list(records.order_by("pk"))


def describe(record: Record) -> Node:
    """The working copy of a record, with what is part of it."""
    values = _values_of(record, DCAT_AP_SE[record.class_name], record.iri)
    if record.class_name in WITH_PUBLISHER:
        publisher = getattr(record.organisation, "publisher_agent", None)
        values["publisher"] = (publisher.iri,) if publisher else ()
    if record.class_name == Record.ClassName.DATASET:
        values["identifier"] = (str(record.uuid), *values.get("identifier", ()))
        values["distribution"] = tuple(describe_distribution(each) for each in record.distributions.all())
    return with_further(_node(record.iri, DCAT_AP_SE[record.class_name], values), _further_of(record))


def describe_values(class_name: str, iri: str, values) -> Node:
    """What columns with these values describe: a mapping, or a model that need not be saved. No relations."""
    node_class = DCAT_AP_SE[class_name]
    return with_further(_node(iri, node_class, _values_of(values, node_class, iri)), _further_of(values))


def describe_distribution(distribution: Distribution) -> Node:
    """The working copy of a distribution."""
    return describe_values("Distribution", distribution.iri, distribution)


def _node(iri: str, node_class: NodeClass, values: dict[str, tuple]) -> Node:
    """A node whose values are in the order of the profile's rows."""
    ordered = {row.name: values[row.name] for row in node_class.properties if values.get(row.name)}
    return Node(iri, node_class.name, ordered)


def _values_of(thing, node_class: NodeClass, base: str) -> dict[str, tuple]:
    """The values in the columns of a model, or in the entries of a stored node."""
    values = {}
    for row in node_class.properties:
        if row.level is Level.DEPRECATED:
            continue
        stored = thing.get(row.name) if isinstance(thing, dict) else _stored(thing, row.name)
        if stored not in (None, "", [], {}):
            values[row.name] = _values(row, stored, base)
    return values


def _stored(thing: models.Model, name: str):
    """What a column holds; of a relation the IRIs of the records, in the order in which they were made.

    What is not saved has no relations to any number of records.
    """
    if name in to_many(type(thing)):
        if thing.pk is None:
            return []
        return [each.iri for each in sorted(getattr(thing, name).all(), key=lambda each: each.pk)]
    if name in to_one(type(thing)):
        related = getattr(thing, name)
        return related.iri if related else None
    return thing.__dict__.get(name)


@cache
def to_one(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that name one record. Not what every record has."""
    return tuple(each.name for each in model._meta.local_fields if each.many_to_one and _is_to_record(each))


@cache
def to_many(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that name any number of records."""
    return tuple(each.name for each in model._meta.local_many_to_many if _is_to_record(each))


def _is_to_record(column: models.Field) -> bool:
    return issubclass(column.related_model, Record)


def _further_of(thing) -> list[dict]:
    """The stored statements that the profile does not know."""
    stored = thing.get("further") if isinstance(thing, dict) else getattr(thing, "further", None)
    return stored or []


def _values(row: Property, stored, base: str) -> tuple:
    if row.kind is Kind.TEXT:
        return tuple(_texts(stored))
    if row.kind is Kind.NODE:
        return tuple(_nested(row, entry, base) for entry in stored)
    if row.kind is Kind.DOCUMENT:
        document = DCAT_AP_SE[row.node_class]
        return tuple(_node(entry["iri"], document, _values_of(entry, document, base)) for entry in stored)
    if isinstance(stored, list):
        return tuple(str(value) for value in stored)
    return (str(stored),)


def _nested(row: Property, entry: dict, base: str) -> Node:
    node_class = DCAT_AP_SE[row.node_class]
    iri = nested_iri(row, base, entry["key"])
    return _node(iri, node_class, _values_of(entry, node_class, iri))


def nested_iri(row: Property, base: str, key: str) -> str:
    """The IRI of a node that is described in what has the IRI ``base``."""
    return below(base, f"{row.predicate.partition(':')[2]}-{key}")


def _texts(stored: dict) -> Iterable[LanguageText]:
    first = [language for language in _LANGUAGES_FIRST if language in stored]
    others = sorted(language for language in stored if language not in _LANGUAGES_FIRST)
    for language in first + others:
        texts = stored[language] if isinstance(stored[language], list) else [stored[language]]
        for text in texts:
            if text:
                yield LanguageText(text, language)
