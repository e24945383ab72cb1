"""From a copy of a description: what says which kind of data it is, never what says which dataset it is.

IRIs, identifiers, keys, addresses of files and dates are that dataset's own. Whom to ask and where it applies belong to
its organisation, and are taken along within that only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.columns import own_columns
from catalog.models import Dataset, Distribution, Release
from catalog.models.fields import NodesField
from catalog.reading_back import columns_of
from catalog.starting.start import DISTRIBUTION, Start
from dcat.profile import DCAT_AP_SE

# Properties of the dataset that no copy has, by why.
ITS_OWN: Mapping[Promise, frozenset[str]] = {
    _("Identifierare, version och kopplingar till andra datamängder"): frozenset(
        {
            "identifier",
            "other_identifier",
            "version",
            "version_notes",
            "source",
            "has_version",
            "is_referenced_by",
            "relation",
            "qualified_relation",
        }
    ),
    _("Datum och tidsperiod"): frozenset({"issued", "modified", "temporal"}),
    _("Länken till datamängdens egen webbsida"): frozenset({"landing_page"}),
}
# Those that a copy has within the organisation only.
ITS_ORGANISATIONS: Mapping[Promise, frozenset[str]] = {
    _("Kontakt, producent och andra ansvariga"): frozenset({"contact_point", "creator", "qualified_attribution"}),
    _("Plats"): frozenset({"spatial", "geographical_area"}),
    _("Serier, dokumentation, avgifter och ursprung hos den organisationen"): frozenset(
        {"in_series", "page", "offers", "provenance"}
    ),
}
# Properties of distributions that no copy has: where the data is, and what is true of that file alone.
OF_THE_FILE = frozenset({"access_url", "download_url", "access_service", "byte_size", "checksum", "issued", "modified"})
# What another organisation's distribution tells of the kind of data.
_OF_ANY_DISTRIBUTION = ("license", "format")


@dataclass(frozen=True, slots=True)
class Copy:
    """A beginning that was copied.

    ``start`` is what a form shows. ``beside`` are columns that no simple form has and that come along unseen, and
    ``distributions`` the distributions without addresses, taken along when asked. ``left_out`` says what is not there.
    """

    start: Start
    beside: Mapping[str, object]
    distributions: list[dict]
    left_out: list


def copy_of_own(dataset: Dataset) -> Copy:
    """A copy within the organisation, of the working copy. ``dataset`` is loaded with all that it has."""
    left = _names(ITS_OWN)
    values = {name: _plain(dataset, name) for name in _copied(left)}
    values["recommended_dataset"] = dataset.recommended_dataset
    shown, beside = _parted({name: value for name, value in values.items() if value})
    distributions = [_distribution(each) for each in dataset.distributions.all()]
    return Copy(Start(shown, frozenset(shown)), beside, distributions, [*ITS_OWN, _("Adresser till data")])


def copy_of_release(release: Release) -> Copy:
    """A copy of what another organisation has published, of what everybody may see of it."""
    read = columns_of(release.node)
    wanted = _copied(_names(ITS_OWN) | _names(ITS_ORGANISATIONS))
    values = {name: value for name, value in read.values.items() if name in wanted}
    values["recommended_dataset"] = release.recommended_dataset
    first = next(iter(read.parts), None)
    told = columns_of(first).values if first else {}
    values |= {f"{DISTRIBUTION}{name}": told[name] for name in _OF_ANY_DISTRIBUTION if told.get(name)}
    shown, _beside = _parted({name: value for name, value in values.items() if value})
    left_out = [*ITS_OWN, *ITS_ORGANISATIONS, _("Adresser till data")]
    return Copy(Start(shown, frozenset(shown)), {}, [], left_out)


def _names(groups: Mapping[Promise, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*groups.values())


def _copied(left: frozenset[str]) -> list[str]:
    columns = own_columns(Dataset)
    return [row.name for row in DCAT_AP_SE["Dataset"].properties if row.name in columns and row.name not in left]


def _plain(thing, name: str):
    """What a column holds; of records their keys, of what is described in place all but its key."""
    column, value = thing._meta.get_field(name), getattr(thing, name)
    if column.many_to_many:
        return [each.pk for each in value.all()]
    if isinstance(column, NodesField):
        return [{key: part for key, part in entry.items() if key != "key"} for entry in value]
    return value


def _parted(values: dict) -> tuple[dict, dict]:
    """What a form shows, and what comes along beside it: agents, series, and what has rows of its own."""
    columns = own_columns(Dataset)
    beside = {
        name: value
        for name, value in values.items()
        if name in columns
        and name not in ("geographical_area", "contact_point", "recommended_dataset")
        and (columns[name].is_relation or isinstance(columns[name], NodesField) or name == "page")
    }
    return {name: value for name, value in values.items() if name not in beside}, beside


def _distribution(distribution: Distribution) -> dict:
    columns = own_columns(Distribution)
    rows = DCAT_AP_SE["Distribution"].properties
    names = [row.name for row in rows if row.name in columns and row.name not in OF_THE_FILE]
    return {name: value for name in names if (value := _plain(distribution, name))}
