"""Repairs: from the columns of a record to new values, where a machine can know what is meant.

Functions of a finding and a loaded record (``load_for_describing``); ``catalog.services.mend`` saves what they give. A
repair answers the finding and touches nothing else. Where it has nothing to give, it is not offered. Only the repair of
a series reads more than the record: its datasets.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.describe import describe, load_for_describing
from catalog.models import Dataset, Distribution, Record
from catalog.places import column_of, predicate_and_key
from dcat import kinds
from dcat.bilingual import Bilingual
from dcat.cleaning import BadIRI, clean_iri, clean_text, split_keywords
from dcat.finding import Finding
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Property
from dcat.rules.high_value import HIGH_VALUE
from dcat.rules.identifiers import plain_identifier
from dcat.rules.interfaces import is_interface_description
from dcat.rules.licences import exact_licence
from dcat.rules.together import differences
from dcat.rules.wording import lower_keyword, without_name

# New values by column, by the IRI of what has the columns: the record, a distribution, a dataset of the series.
Changes = dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Mend:
    """One repair, and what is said when it is done."""

    change: Callable[[Finding, Record], Changes]
    done: Bilingual
    always_works: bool = False  # need not be tried before it is offered


def can_be_mended(finding: Finding, record: Record) -> bool:
    """Whether the repair that the finding promises, if any, would change something: a button has to work."""
    mend = MENDS.get(finding.mend or "")
    return mend is not None and (mend.always_works or bool(mended(finding, record)))


def mended(finding: Finding, record: Record) -> Changes:
    """What has to be saved for the finding to be gone; empty when a machine can't know."""
    mend = MENDS.get(finding.mend or "")
    if mend is None:
        return {}
    things = {thing.iri: thing for thing in (record, *_distributions(record), *members_of(record))}
    changes = {}
    for iri, columns in mend.change(finding, record).items():
        if new := {name: value for name, value in columns.items() if _held(things[iri], name) != value}:
            changes[iri] = new
    return changes


def members_of(record: Record) -> list[Dataset]:
    """The datasets of a series; none of anything else."""
    if record.class_name != Record.ClassName.DATASET_SERIES:
        return []
    return load_for_describing(Record.ClassName.DATASET, record.members.values_list("pk", flat=True))


def _held(thing, column: str):
    """What a column holds; of a relation the records."""
    return list(getattr(thing, column).all()) if thing._meta.get_field(column).many_to_many else getattr(thing, column)


# --- Where the value is ----------------------------------------------------------------------------------------------


def _distributions(record: Record) -> list[Distribution]:
    return list(record.distributions.all()) if record.class_name == Record.ClassName.DATASET else []


def _thing(finding: Finding, record: Record) -> Record | Distribution:
    """The record or the distribution that a finding is about; what is described in place hangs on it by ``#``."""
    owner = finding.iri.partition("#")[0]
    return next((each for each in _distributions(record) if each.iri == owner), record)


def _with_value(finding: Finding, record: Record, change: Callable) -> Changes:
    """The column with the one value changed that the finding is about, wherever in it that is kept."""
    thing = _thing(finding, record)
    class_name = "Distribution" if isinstance(thing, Distribution) else record.class_name
    column = column_of(finding, class_name)
    if finding.class_name == class_name:
        return {thing.iri: {column: change(getattr(thing, column))}}

    def within(entry: dict) -> dict:
        changed = {**entry, finding.field: change(entry.get(finding.field, ""))}
        return {name: value for name, value in changed.items() if value}

    return _with_entry(finding, thing, column, within)


def _with_entry(finding: Finding, thing: Record | Distribution, column: str, change: Callable[[dict], dict]) -> Changes:
    """The column with the one thing described in place changed that the finding is about."""
    _predicate, key = predicate_and_key(finding)
    return {thing.iri: {column: [change(each) if each["key"] == key else each for each in getattr(thing, column)]}}


# --- The repairs -----------------------------------------------------------------------------------------------------


def _clean_addresses(finding: Finding, record: Record) -> Changes:
    row = DCAT_AP_SE[finding.class_name][finding.field]

    def change(value):
        if isinstance(value, list):
            return [change(each) for each in value]
        if isinstance(value, dict):  # a document
            return {**value, "iri": change(value["iri"])}
        return _clean_address(row, value)

    return _with_value(finding, record, change)


def _clean_address(row: Property, value: str) -> str:
    try:
        return clean_iri(value, schemes=kinds.schemes(row)).value
    except BadIRI:  # a finding of its own, which only a person can mend
        return value


def _clean_texts(finding: Finding, record: Record) -> Changes:
    def change(value):
        if isinstance(value, list):
            return [cleaned for each in value if (cleaned := change(each))]
        if isinstance(value, dict):
            cleaned = {name: each if name == "iri" else change(each) for name, each in value.items()}
            return {name: each for name, each in cleaned.items() if each}
        return clean_text(value) if isinstance(value, str) else value

    return _with_value(finding, record, change)


def _split_keywords(finding: Finding, record: Record) -> Changes:
    def split(words: list[str]) -> list[str]:
        return _once((part for word in words for part in split_keywords(word)), str.casefold)

    return {record.iri: {"keyword": {language: split(words) for language, words in record.keyword.items()}}}


def _lower_case_keywords(finding: Finding, record: Record) -> Changes:
    lower = {language: [lower_keyword(word, language) for word in words] for language, words in record.keyword.items()}
    return {record.iri: {"keyword": lower}}


def _remove_name(finding: Finding, record: Record) -> Changes:
    names = record.organisation.names
    return {record.iri: {"title": {language: without_name(text, names) for language, text in record.title.items()}}}


def _remove_duplicates(finding: Finding, record: Record) -> Changes:
    if finding.field == "keyword":
        once = {language: _once(words, str.casefold) for language, words in record.keyword.items()}
        return {record.iri: {"keyword": once}}
    # The record's own UUID is its first identifier, though no column holds it.
    _own, *others = _once([str(record.uuid), *record.identifier], plain_identifier)
    return {record.iri: {"identifier": others}}


def _choose_licence(finding: Finding, record: Record) -> Changes:
    """The exact address; what was typed as another licence goes to where it is chosen, unless that says otherwise."""
    thing = _thing(finding, record)
    if finding.field == "license":
        return {thing.iri: {"license": exact_licence(thing.license) or thing.license}}
    meant = {exact for each in thing.other_license if (exact := exact_licence(each["iri"]))}
    if len(meant) != 1 or thing.license not in ("", *meant):
        return {}
    others = [each for each in thing.other_license if not exact_licence(each["iri"])]
    return {thing.iri: {"license": meant.pop(), "other_license": others}}


def _mark_record(finding: Finding, record: Record) -> Changes:
    return {record.iri: {"applicable_legislation": HIGH_VALUE}}


def _mark_distributions(finding: Finding, record: Record) -> Changes:
    return {each.iri: {"applicable_legislation": HIGH_VALUE} for each in _distributions(record)}


def _swap_box(finding: Finding, record: Record) -> Changes:
    return _with_value(finding, record, lambda value: kinds.ordered_box(value) or value)


def _swap_period(finding: Finding, record: Record) -> Changes:
    def swap(period: dict) -> dict:
        return {**period, "start_date": period["end_date"], "end_date": period["start_date"]}

    return _with_entry(finding, record, column_of(finding, record.class_name), swap)


def _move_interface_description(finding: Finding, record: Record) -> Changes:
    """From the dataset to its distribution, where there is one only: it is clear then whose interface it describes."""
    distributions = _distributions(record)
    if len(distributions) != 1:
        return {}
    (distribution,) = distributions
    moved = [each for each in record.conforms_to if is_interface_description(each["iri"])]
    return {
        record.iri: {"conforms_to": [each for each in record.conforms_to if each not in moved]},
        distribution.iri: {"conforms_to": _once([*distribution.conforms_to, *moved], lambda each: each["iri"])},
    }


def _align_members(finding: Finding, record: Record) -> Changes:
    """What the series states itself goes for all of its datasets, else what most of them state."""
    members = members_of(record)
    nodes = {member.iri: describe(member) for member in members}
    series = describe(record)
    wanted = next(each for each in differences(series, list(nodes.values())) if each.property == finding.field)
    pattern = next((each for each in members if nodes[each.iri].get(finding.field) == wanted.values), record)
    value = _held(record if series.get(finding.field) else pattern, finding.field)
    return {node.iri: {finding.field: value} for node in wanted.members}


def _once(values: Iterable, key: Callable) -> list:
    """Each value once, in the order given; two with the same key are the same."""
    kept: dict = {}
    for value in values:
        kept.setdefault(key(value), value)
    return list(kept.values())


MENDS: dict[str, Mend] = {
    "clean_iri": Mend(_clean_addresses, Bilingual("Webbadressen är omskriven.", "The web address has been rewritten.")),
    "clean_text": Mend(
        _clean_texts,
        Bilingual(
            "Osynliga tecken och mellanslag i kanten är borttagna.",
            "Invisible characters and spaces at the ends have been removed.",
        ),
    ),
    "split_keywords": Mend(
        _split_keywords,
        Bilingual("Varje nyckelord står nu för sig.", "Each keyword now stands by itself."),
    ),
    "lower_case_keywords": Mend(
        _lower_case_keywords,
        Bilingual("Nyckelorden är skrivna med små bokstäver.", "The keywords are written in lower case."),
    ),
    "remove_name": Mend(
        _remove_name, Bilingual("Namnet är borttaget ur titeln.", "The name has been removed from the title.")
    ),
    "remove_duplicates": Mend(
        _remove_duplicates,
        Bilingual("Det som stod två gånger står nu en gång.", "What was there twice is now there once."),
    ),
    "exact_licence": Mend(
        _choose_licence, Bilingual("Licensen är vald i listan.", "The licence has been chosen from the list.")
    ),
    "mark_record": Mend(
        _mark_record,
        Bilingual("Tillämplig lagstiftning är vald.", "The applicable legislation has been chosen."),
    ),
    "mark_distributions": Mend(
        _mark_distributions,
        Bilingual("Alla är märkta som värdefulla.", "All of them are marked as high-value."),
    ),
    "swap_box": Mend(
        _swap_box, Bilingual("Rektangelns sidor har bytt plats.", "The sides of the box have changed places.")
    ),
    "swap_period": Mend(
        _swap_period, Bilingual("Start och slut har bytt plats.", "Start and end have changed places.")
    ),
    "align_members": Mend(
        _align_members,
        Bilingual("Alla datamängder i serien säger nu samma.", "All datasets of the series now say the same."),
        always_works=True,
    ),
    "move_interface_description": Mend(
        _move_interface_description,
        Bilingual(
            "Adressen är flyttad till Länkade scheman på distributionen.",
            "The address has been moved to Linked schemas of the distribution.",
        ),
    ),
}
