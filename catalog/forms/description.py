"""The form of one description: its fields, its repeated rows, and what it needs to be saved safely.

Derived from the profile's rows and the model's columns. Saves nothing itself; ``values`` is what a service saves.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.columns import MODELS, own_columns
from catalog.forms.fields import MOST_LINES, field_for, here_lazy
from catalog.forms.relations import offer, relation_field
from catalog.forms.sections import RowsItem, Section, sections_of
from catalog.forms.suggestions import AGENTS, suggestions
from catalog.models import RecommendedDataset, Record
from catalog.models.fields import DocumentsField, NodesField
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Level, NodeClass, Property, Step

# Gives the suggestions of a source, see catalog.forms.suggestions.
Suggest = Callable[[str], list[tuple[str, str]]]

_ROW_FIELD = "catalog/row_field.html"
_SHORT = 2  # fields
_ADDRESS = Bilingual("Webbadress", "Web address")
# What a field that points at records can add a new one of, by what it points at.
_CREATED_IN_PLACE = {
    MODELS[name]: name
    for name in (
        Record.ClassName.CONTACT_POINT,
        Record.ClassName.DATASET_SERIES,
        Record.ClassName.DATA_SERVICE,
        Record.ClassName.AGENT,
    )
}


class RowForm(forms.Form):
    """One row of a property that describes something in place; made from the rows of that thing's class."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, suggest: Suggest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if hasattr(field, "offer"):
                field.offer(suggest(AGENTS), self.initial.get(name))
            _offer_suggestions(field, suggest)

    def clean(self) -> dict:
        cleaned = super().clean()
        if "iri" in self.fields and not cleaned.get("iri") and not self.errors and self._has_content(cleaned):
            self.add_error("iri", _("Skriv webbadressen, eller ta bort raden."))
        return cleaned

    def entry(self) -> dict:
        """The row as its column keeps it; without content it is empty."""
        if not self._has_content(self.cleaned_data):
            return {}
        names = [name for name in self.fields if name != "DELETE" and (name != "key" or "iri" not in self.fields)]
        return {name: value for name in names if (value := self.cleaned_data.get(name)) or name == "key"}

    def _has_content(self, cleaned: dict) -> bool:
        return any(value for name, value in cleaned.items() if name not in ("key", "DELETE"))


class _Rows(BaseFormSet):
    """Rows of one property. A row that is left empty is no row."""

    deletion_widget = forms.CheckboxInput
    is_short = False

    def __init__(self, *args, initial: list[dict] | None, suggest: Suggest, **kwargs) -> None:
        kept = {"label_suffix": "", "suggest": suggest}
        super().__init__(*args, initial=initial or [], form_kwargs=kept, **kwargs)
        # An empty row waits only where it takes little room; the button adds one anywhere.
        self.extra = 1 if self.is_short and not initial else 0

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = gettext_lazy("Ta bort raden")
        form.fields["DELETE"].template_name = _ROW_FIELD

    def entries(self) -> list[dict]:
        """The rows that are left, as their column keeps them."""
        return [form.entry() for form in self.rows_with_content()]

    def rows_with_content(self) -> list[RowForm]:
        """The rows that ``entries`` are made from, in the same order."""
        return [form for form in self.forms if not form.cleaned_data.get("DELETE") and form.entry()]


class DescribedField(BoundField):
    """A field that says by ``aria-describedby`` what has been found about it too."""

    @property
    def aria_describedby(self) -> str | None:
        said = [super().aria_describedby, f"{self.auto_id}_findings" if self.auto_id else None]
        return " ".join(filter(None, said)) or None

    @property
    def findings(self) -> list[Finding]:
        """What has been found about what is saved."""
        return self.form.findings_at(self.name)


class DescriptionForm(forms.Form):
    """The form of a record or distribution. Use :func:`form_for`."""

    class_name: str
    row_fields: dict[str, type[_Rows]] = {}
    bound_field_class = DescribedField

    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    creation_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, organisation, thing=None, initial=None, auto_id: str = "id_%s") -> None:
        start = _initial(thing, self) | (initial or {})
        start.setdefault("creation_token", uuid.uuid4())
        super().__init__(data, initial=start, label_suffix="", auto_id=auto_id)
        self.organisation = organisation
        self.thing = thing
        self.findings: Mapping[str, list[Finding]] = {}  # what has been found about what is saved, by field
        self.current_step = ""
        self._suggested: dict[str, list[tuple[str, str]]] = {}
        self.formsets = {
            name: rows(data, prefix=name, initial=start.get(name), suggest=self._suggest, auto_id=auto_id)
            for name, rows in self.row_fields.items()
        }
        self._offer_choices()

    def is_valid(self) -> bool:
        valid_rows = [formset.is_valid() for formset in self.formsets.values()]
        return super().is_valid() and all(valid_rows)

    def values(self) -> dict:
        """Every column's new value. Languages that the form doesn't show are kept as they are."""
        hidden = {"edit_number", "creation_token"}
        values = {}
        for name, value in self.cleaned_data.items():
            if name not in hidden:
                values[name] = self._with_other_languages(name, value)
        for name, formset in self.formsets.items():
            values[name] = formset.entries()
        return values

    def mended(self) -> list[str]:
        """What was mended in the typed text, one sentence each with the field's name."""
        fields = list(self.fields.values())
        fields += [
            field for formset in self.formsets.values() for form in formset.forms for field in form.fields.values()
        ]
        sentences = [f"{field.label}: {sentence}" for field in fields for sentence in getattr(field, "mended", [])]
        return list(dict.fromkeys(sentences))

    def sections(self) -> list[Section]:
        """The fields as they stand on the page, see ``catalog.forms.sections``."""
        node_class = DCAT_AP_SE[self.class_name]
        return sections_of(node_class, self._items(), findings=self.findings, current=self.current_step)

    def findings_at(self, name: str) -> list[Finding]:
        """What is said beside a field. Advice about a distribution is given in its own form, and counted here."""
        found = self.findings.get(name, [])
        if name != "distribution":
            return found
        return [each for each in found if each.severity is Severity.ERROR or "/distributions/" not in each.iri]

    @property
    def is_in_steps(self) -> bool:
        """Whether its fields stand in steps."""
        return DCAT_AP_SE[self.class_name].in_steps

    def errors_listed(self) -> list[tuple[str, str, str]]:
        """Every error as (id of the control, label, sentence), in the order of the page."""
        return list(self._all_errors())

    def _all_errors(self) -> Iterator[tuple[str, str, str]]:
        for sentence in self.non_field_errors():
            yield "", "", sentence
        for section in self.sections():
            for item in section.fields:
                if isinstance(item, RowsItem):
                    yield from _errors_of_rows(item)
                else:
                    for sentence in item.errors:
                        yield item.id_for_label or item.auto_id, item.label, sentence

    def _items(self) -> Iterator:
        node_class = DCAT_AP_SE[self.class_name]
        names = [row.name for row in node_class.properties]
        for name in [*names, *(name for name in self.fields if name not in node_class)]:
            if name in self.formsets:
                yield _rows_item(node_class[name], self.formsets[name], self)
            elif name in self.fields and not self[name].is_hidden:
                yield self[name]

    def _offer_choices(self) -> None:
        for name, field in self.fields.items():
            if name == "recommended_dataset":
                chosen = getattr(self.thing, "recommended_dataset_id", None)
                field.queryset = RecommendedDataset.objects.for_kind(self.organisation.kind, keeping=chosen)
            elif hasattr(field, "queryset"):
                offer(field, self.organisation)
            _offer_suggestions(field, self._suggest)

    def _suggest(self, source: str) -> list[tuple[str, str]]:
        if source not in self._suggested:
            self._suggested[source] = suggestions(source, self.organisation)
        return self._suggested[source]

    def _with_other_languages(self, name: str, value):
        saved = getattr(self.thing, name, None) if self.thing else None
        if isinstance(value, dict) and isinstance(saved, dict):
            return {code: text for code, text in saved.items() if code not in ("sv", "en")} | value
        return value


@cache
def form_for(class_name: str) -> type[DescriptionForm]:
    """The form class of a class of the profile that has a model."""
    node_class, model = DCAT_AP_SE[class_name], MODELS[class_name]
    columns = own_columns(model)
    fields, rows = {}, {}
    for row in node_class.properties:
        column = columns.get(row.name)
        if column is None or row.level is Level.DEPRECATED or row.fixed:
            continue
        if isinstance(column, NodesField | DocumentsField):
            rows[row.name] = _rows_of(row)
        else:
            fields[row.name] = _relation(row, column) if column.is_relation else field_for(row, column)
    if class_name == "Dataset":
        fields["recommended_dataset"] = _recommended()
    return type(f"{class_name}Form", (DescriptionForm,), {**fields, "class_name": class_name, "row_fields": rows})


def _offer_suggestions(field: forms.Field, suggest: Suggest) -> None:
    if source := getattr(field, "suggested_from", ""):
        field.widget.suggestions = suggest(source)


def _relation(row: Property, column) -> forms.Field:
    field = relation_field(column)
    field.required = False
    field.label, field.help_text = here_lazy(row.label), here_lazy(row.help)
    field.level, field.example, field.term = row.level, row.example, row.predicate
    field.step, field.portal = row.step, row.portal
    field.creates = _CREATED_IN_PLACE.get(column.related_model)
    return field


def _recommended() -> forms.Field:
    field = forms.ModelChoiceField(
        queryset=RecommendedDataset.objects.none(),
        required=False,
        label=gettext_lazy("Rekommenderad datamängd"),
        help_text=gettext_lazy("Välj den i den nationella listan som det här är. Då syns det att ni har den."),
        empty_label=gettext_lazy("Ingen i listan"),
    )
    field.level, field.step = Level.RECOMMENDED, Step.WHAT
    return field


def _rows_of(row: Property) -> type[_Rows]:
    node_class = DCAT_AP_SE[row.node_class]
    fields = {}
    if row.kind is Kind.DOCUMENT:
        fields["iri"] = field_for(_address_row(row))
    fields |= {each.name: field_for(each) for each in _asked(node_class)}
    for field in fields.values():
        field.template_name = _ROW_FIELD
    is_short = len(fields) <= _SHORT  # counted now: making the class takes the fields out of the dict
    form = type(f"{node_class.name}RowForm", (RowForm,), fields)
    most = row.maximum or MOST_LINES
    rows = formset_factory(form, formset=_Rows, can_delete=True, max_num=most, absolute_max=MOST_LINES + 1)
    rows.is_short = is_short
    return rows


def _asked(node_class: NodeClass) -> list[Property]:
    """What a row asks for."""
    return [row for row in node_class.properties if row.level is not Level.DEPRECATED]


def _address_row(row: Property) -> Property:
    """The address of a document, which is the document's own IRI and no property of it."""
    return Property(
        name="iri",
        predicate=row.predicate,
        kind=Kind.IRI,
        level=Level.MANDATORY,
        maximum=1,
        label=_ADDRESS,
        help=row.help,
        example=row.example,
        pattern=row.pattern,
    )


def _rows_item(row: Property, formset: _Rows, form: DescriptionForm) -> RowsItem:
    return RowsItem(
        name=row.name,
        auto_id=form.auto_id % row.name,
        label=here_lazy(row.label),
        help_text=here_lazy(row.help),
        level=row.level,
        example=row.example,
        portal=row.portal,
        term=row.predicate,
        step=row.step,
        formset=formset,
        takes_own_area=row.node_class == "Location" and form.organisation.area is not None,
    )


def _errors_of_rows(item: RowsItem) -> Iterator[tuple[str, str, str]]:
    for sentence in item.formset.non_form_errors():
        yield item.auto_id, item.label, sentence
    for form in item.formset.forms:
        for field in form:
            for sentence in field.errors:
                yield field.id_for_label or field.auto_id, f"{item.label}, {field.label}", sentence


def _initial(thing, form) -> dict:
    """What is saved, as the form's fields take it."""
    if thing is None:
        return {}
    names = [*form.base_fields, *form.row_fields]
    start = {name: getattr(thing, name) for name in names if hasattr(thing, name)}
    for name, value in start.items():
        if hasattr(value, "all"):
            start[name] = [each.pk for each in value.all()]
    return start
