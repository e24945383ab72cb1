"""The form that a new dataset begins with: few fields, most of them filled in with what is known already.

Its fields are those of the description's own form, from the same rows of the profile. Saves nothing itself.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.columns import MODELS, own_columns
from catalog.forms.fields import field_for, here
from catalog.forms.relations import offer, relation_field
from catalog.forms.suggestions import suggestions
from catalog.models import ContactPoint, Dataset, RecommendedDataset
from catalog.models.fields import DocumentsField
from catalog.starting.start import DATASET, DISTRIBUTION, PARTS, SERVICE, NewDataset, Start, part_of
from dcat.endings import media_type_by_ending
from dcat.namespaces import expand
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Level, Property
from dcat.rules.high_value import HIGH_VALUE

USE = "use_"  # before the name of a field: whether its suggestion is wanted
USE_SERVICE = f"{USE}{SERVICE}all"  # a service is described whole, or not at all
ADDRESS, FORMAT = f"{DISTRIBUTION}access_url", f"{DISTRIBUTION}format"
# What is asked for in any case; the rest is there when something is known of it.
_ALWAYS = (
    ADDRESS,
    FORMAT,
    f"{DISTRIBUTION}license",
    "title",
    "description",
    "keyword",
    "theme",
    "accrual_periodicity",
    "access_rights",
)
_ORGANIZATION = expand("vcard:Organization")
# What of the dataset stands open on the page; the rest is folded away where nobody has to confirm it.
_IN_SIGHT = ("title", "description", "keyword")
# Fields that are no column of the dataset or its parts, and where each stands.
_BESIDE = {
    "is_file": DISTRIBUTION,
    "with_distributions": DISTRIBUTION,
    "contact_name": "contact",
    "contact_email": "contact",
}
# Follows from the category, so it is not asked for.
_LEGISLATION = "applicable_legislation"
_PAGES_AND_SERVICES = ("text/html", "application/vnd.ogc.")


@dataclass(frozen=True, slots=True)
class Item:
    """A field as the page shows it, with what tells where its value comes from."""

    field: forms.BoundField
    use: forms.BoundField | None  # the box that confirms a suggestion
    mark: str  # where the value comes from, in words; empty where a person has to say it


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; ``folded`` are those that one need not look at to publish."""

    title: str
    items: list[Item]
    folded: list[Item]

    @property
    def has_folded_errors(self) -> bool:
        """Whether something folded has to be mended."""
        return any(each.field.errors for each in self.folded)


class StartForm(forms.Form):
    """A new dataset with its first distribution, and perhaps its contact and service.

    ``start`` is what is known. With ``confirms`` each suggestion has a box of its own, and counts only when that is
    ticked. A posted form shows the fields that it was made with, also when nothing is known any longer.
    """

    creation_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The fields that are there because something was found, each with a mark of what that was: so the form can be made
    # again, and a value that a person has changed is told from one that nobody has looked at.
    found = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation, start: Start, confirms: bool = False) -> None:
        marks = {name: _mark(start.values[name]) for name in sorted(start.suggested)} if confirms else {}
        found = " ".join(f"{name}:{mark}" for name, mark in marks.items())
        initial = {**start.values, "creation_token": uuid.uuid4(), "found": found}
        super().__init__(data, initial=_in_form(initial), label_suffix="")
        self.organisation, self.start, self.confirms = organisation, start, confirms
        self.marks = _posted_marks(data.get("found", "")) if data is not None and confirms else marks
        found = set(start.values) | self.marks.keys()
        self.suggested = frozenset(self.marks) if confirms else start.suggested
        for name in _in_order({*_ALWAYS, *found} - {"contact_point", _LEGISLATION}):
            self.fields[name] = self._field(name)
            if name == ADDRESS:
                self.fields["is_file"] = _is_file_field()
            if name in self.marks and _use_of(name) not in self.fields:
                what = _("tjänsten") if _use_of(name) == USE_SERVICE else self.fields[name].label
                self.fields[_use_of(name)] = forms.BooleanField(
                    required=False,
                    initial=name not in start.uncertain,
                    label=_("Använd förslaget: %(field)s") % {"field": what},
                )
        self._ask_for_contact()

    def groups(self) -> list[Group]:
        """Where the data is, who answers for it, what it is; the service that was found last."""
        titles = {
            DISTRIBUTION: _("Var finns data?"),
            "contact": _("Vem svarar på frågor?"),
            DATASET: _("Vad är det?"),
            SERVICE: _("Tjänsten som data hämtas från"),
        }
        groups = {key: ([], []) for key in titles}
        for name in self.fields:
            if name not in ("creation_token", "found") and not name.startswith(USE):
                is_folded = not self.confirms and _group_of(name) == DATASET and name not in _IN_SIGHT
                groups[_group_of(name)][is_folded].append(self._item(name))
        return [Group(titles[key], *items) for key, items in groups.items() if any(items)]

    def clean(self) -> dict:
        cleaned = super().clean()
        if (
            "contact_name" in self.changed_data
            and cleaned.get("contact_name")
            and not cleaned.get("contact_email", "wrong")
        ):
            self.add_error("contact_email", _("Skriv kontaktens e-postadress också, annars sparas inte namnet."))
        if cleaned.get(ADDRESS) and not cleaned.get(FORMAT):
            cleaned[FORMAT] = media_type_by_ending(cleaned[ADDRESS])
        return cleaned

    def mended(self) -> list[str]:
        """What was mended in the typed text, one sentence each with the field's name."""
        found = [f"{each.label}: {words}" for each in self.fields.values() for words in getattr(each, "mended", [])]
        return list(dict.fromkeys(found))

    def new_dataset(self) -> NewDataset:
        """What a service makes of the valid form."""
        parts = {part: dict(self._values(part)) for part in PARTS}
        dataset, distribution, service = parts[DATASET], parts[DISTRIBUTION], parts[SERVICE]
        if dataset.get("hvd_category"):
            for each in filter(None, parts.values()):
                each[_LEGISLATION] = HIGH_VALUE
            if service:
                service["hvd_category"] = dataset["hvd_category"]
        if self.cleaned_data.get("is_file") and _is_file(distribution):
            distribution["download_url"] = [distribution["access_url"]]
        return NewDataset(
            dataset=dataset,
            distributions=[distribution] if distribution else [],
            service=service or None,
            contact=self._contact(),
            creation_token=self.cleaned_data.get("creation_token") or self.initial["creation_token"],
        )

    # --- fields -------------------------------------------------------------------------------------------------

    def _field(self, name: str) -> forms.Field:
        if name == "recommended_dataset":
            return _recommended_field(self.organisation)
        part, column_name = part_of(name)
        field = _field_of(PARTS[part], column_name)
        if source := getattr(field, "suggested_from", ""):
            field.widget.suggestions = suggestions(source, self.organisation)
        if name == "hvd_category":
            field.help_text = gettext_lazy(
                "Välj bara om EU:s regler för värdefulla datamängder gäller. Lagstiftningen fyller vi i då."
            )
        if name == FORMAT:
            field.help_text = gettext_lazy("Lämna tomt, så läser vi formatet av adressen när det går.")
        return field

    def _ask_for_contact(self) -> None:
        contacts = relation_field(Dataset._meta.get_field("contact_point"))
        offer(contacts, self.organisation)
        if contacts.queryset.exists():
            row = DCAT_AP_SE["Dataset"]["contact_point"]
            contacts.required, contacts.label, contacts.level = False, here(row.label), row.level
            self.fields["contact_point"] = contacts
        else:
            self.fields["contact_name"] = _one_of("name", gettext_lazy("Kontaktens namn"))
            self.initial.setdefault("contact_name", self.organisation.name)
            self.fields["contact_email"] = _one_of("email", gettext_lazy("Kontaktens e-postadress"))
            self.fields["contact_email"].help_text = gettext_lazy(
                "Helst en funktionsadress som flera läser. Den sparas som kontaktuppgift och syns för alla."
            )

    def _item(self, name: str) -> Item:
        use = self[USE + name] if USE + name in self.fields else None
        if name == f"{SERVICE}title" and USE_SERVICE in self.fields:
            use = self[USE_SERVICE]
        is_suggested = name in self.suggested or name == "contact_name"
        return Item(self[name], use, self.words_for(name) if use or is_suggested else "")

    def words_for(self, name: str) -> str:
        """Where the value of a field comes from."""
        return _("Vårt förslag")

    # --- values -------------------------------------------------------------------------------------------------

    def _values(self, part: str) -> Iterator[tuple[str, object]]:
        for name in self.fields:
            if name in ("creation_token", "found", *_BESIDE) or name.startswith(USE):
                continue
            of_part, column = part_of(name)
            value = self.cleaned_data.get(name)
            if of_part == part and value not in (None, "", [], {}):
                stored = self._as_column(name, value)
                if self._is_wanted(name, stored):
                    yield column, stored

    def _is_wanted(self, name: str, value) -> bool:
        """Whether a value counts: a suggestion that is confirmed, and whatever a person has changed."""
        use = _use_of(name)
        if use not in self.fields or self.cleaned_data.get(use):
            return True
        return use != USE_SERVICE and self.marks.get(name) != _mark(value)

    def _as_column(self, name: str, value):
        """The value as its column keeps it, with what the form doesn't show: titles, other languages than its own."""
        known = self.start.values.get(name)
        part, column_name = part_of(name)
        column = MODELS[PARTS[part]]._meta.get_field(column_name)
        if column_name == "geographical_area":
            return [{"bbox": value}]
        if isinstance(column, DocumentsField):
            by_iri = {each["iri"]: each for each in known or []}
            return [by_iri.get(iri, {"iri": iri}) for iri in value]
        if isinstance(value, dict) and isinstance(known, dict):
            return {code: text for code, text in known.items() if code not in ("sv", "en")} | value
        return value

    def _contact(self) -> dict | None:
        address = self.cleaned_data.get("contact_email")
        if not address:
            return None
        name = self.cleaned_data.get("contact_name") or self.organisation.name
        return {"kind": _ORGANIZATION, "name": name, "email": [address]}


def _use_of(name: str) -> str:
    return USE_SERVICE if name.startswith(SERVICE) else USE + name


def _mark(value) -> str:
    """What tells one value from every other, short enough to travel with the form."""
    plain = getattr(value, "pk", value)
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _posted_marks(posted: str) -> dict[str, str]:
    """The names of the suggestions that a form was made with, each with the mark of its value."""
    pairs = (each.partition(":") for each in posted.split()[:100])
    possible = _possible()
    return {name: mark for name, _colon, mark in pairs if name in possible}


def _group_of(name: str) -> str:
    if name == "contact_point":
        return "contact"
    return _BESIDE.get(name) or part_of(name)[0]


def _is_file_field() -> forms.Field:
    field = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Adressen leder direkt till filen"),
        help_text=gettext_lazy("Ta bort krysset om adressen leder till en sida där man först väljer något."),
    )
    field.level = Level.OPTIONAL
    return field


def _is_file(distribution: dict) -> bool:
    media_type = distribution.get("format", "")
    return bool(distribution.get("access_url") and media_type) and not media_type.startswith(_PAGES_AND_SERVICES)


def _possible() -> set[str]:
    """The names of all fields that there may be."""
    return {
        f"{part}{row.name}"
        for part, class_name in PARTS.items()
        for row in DCAT_AP_SE[class_name].properties
        if _can_be_asked(class_name, row)
    } | {"recommended_dataset"}


def _can_be_asked(class_name: str, row: Property) -> bool:
    """Whether a simple form has a field for it: no relation, and of what has rows of its own only box and address."""
    column = own_columns(MODELS[class_name]).get(row.name)
    if column is None or column.is_relation or row.fixed or row.level is Level.DEPRECATED or row.name == _LEGISLATION:
        return False
    return row.kind is not Kind.NODE or row.name == "geographical_area"


def _in_order(names: set[str]) -> list[str]:
    """Distribution first, since that is what a person has to type; then the order of the profile."""
    ordered = [
        f"{part}{row.name}"
        for part in (DISTRIBUTION, DATASET, SERVICE)
        for row in DCAT_AP_SE[PARTS[part]].properties
        if _can_be_asked(PARTS[part], row)
    ]
    first = [name for name in _ALWAYS if part_of(name)[0] == DISTRIBUTION]
    ordered = [*first, *(name for name in ordered if name not in first), "recommended_dataset"]
    return [name for name in ordered if name in names]


def _field_of(class_name: str, name: str) -> forms.Field:
    row = DCAT_AP_SE[class_name][name]
    column = own_columns(MODELS[class_name])[name]
    if name == "geographical_area":
        return field_for(replace(row, kind=Kind.BOX, node_class=None))
    if isinstance(column, DocumentsField):
        return field_for(replace(row, kind=Kind.IRI, node_class=None, value_type=None))
    return field_for(row, column)


def _recommended_field(organisation) -> forms.Field:
    field = forms.ModelChoiceField(
        queryset=RecommendedDataset.objects.for_kind(organisation.kind),
        required=False,
        label=gettext_lazy("Rekommenderad datamängd"),
        empty_label=gettext_lazy("Ingen i listan"),
    )
    field.level = Level.RECOMMENDED
    return field


def _one_of(name: str, label) -> forms.Field:
    """A field for one value of the contact's property."""
    row = DCAT_AP_SE["ContactPoint"][name]
    column = own_columns(ContactPoint)[name]
    field = field_for(replace(row, maximum=1), column)
    field.label, field.level = label, row.level
    return field


def _in_form(values: dict) -> dict:
    """Columns' values as the form's fields take them."""
    start = dict(values)
    for name, value in values.items():
        if name.endswith("geographical_area") and value:
            start[name] = value[0].get("bbox", "")
        elif name.endswith(("conforms_to", "page", "other_license", "endpoint_description")) and isinstance(
            value, list
        ):
            start[name] = [each["iri"] if isinstance(each, dict) else each for each in value]
    return start
