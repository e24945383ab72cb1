"""Choosing other records: those that a column points at, and those that a thing described in place names."""

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog.models import Agent, Record
from dcat.profile.model import Property
from dcat.texts import in_language

_SERVED = (Record.ClassName.DATASET, Record.ClassName.DATASET_SERIES)


def name_of(record: Record) -> str:
    """What a record is called in the language of the page; of a plain ``Record`` its description has to be loaded."""
    described = record.described
    texts = getattr(described, "title", None) or getattr(described, "name", "")
    if not isinstance(texts, dict):
        return texts or _("Utan namn")
    return in_language(texts, get_language()) or _("Utan namn")


def relation_field(column) -> forms.Field:
    """The field of a column that points at records. It offers nothing until :func:`offer` has been called."""
    if column.many_to_many:
        return NamedChoices(queryset=column.related_model.objects.none(), widget=forms.CheckboxSelectMultiple)
    return NamedChoice(queryset=column.related_model.objects.none(), empty_label=gettext_lazy("Ingen annan"))


def offer(field: forms.Field, organisation) -> None:
    """Let the field offer the organisation's own records."""
    records = field.queryset.model.objects.of(organisation).order_by("sort_key", "pk")
    if field.queryset.model is Agent:
        records = records.filter(publisher_of=None)  # the publisher needs no mention
    elif field.queryset.model is Record:
        records = records.filter(class_name__in=_SERVED).select_related("dataset", "datasetseries")
    field.queryset = records


class _Named:
    """A choice among records by name. Keys are compared as text, so that none is too large for the database."""

    def label_from_instance(self, obj) -> str:
        return name_of(obj)

    def _chosen(self, keys: list) -> list:
        offered = {str(record.pk): record for record in self.queryset}
        for key in keys:
            if str(key) not in offered:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return [offered[key] for key in dict.fromkeys(map(str, keys))]


class NamedChoices(_Named, forms.ModelMultipleChoiceField):
    def clean(self, value) -> list:
        return list(super().clean(value))

    def _check_values(self, value) -> list:
        return self._chosen(value)


class NamedChoice(_Named, forms.ModelChoiceField):
    def to_python(self, value):
        return None if value in self.empty_values else self._chosen([value])[0]


def agents_of(organisation) -> list[tuple[str, str]]:
    """The IRIs and names of the organisation's agents, itself as publisher first."""
    agents = Agent.objects.of(organisation).order_by("publisher_of", "sort_key", "pk")
    return [(agent.iri, name_of(agent)) for agent in sorted(agents, key=lambda agent: agent.publisher_of_id is None)]


class AgentChoice(forms.ChoiceField):
    """An agent that a thing described in place names, by its IRI."""

    def offer(self, agents: list[tuple[str, str]], chosen) -> None:
        """Let the field offer these, and what is chosen already, which may be described elsewhere."""
        self.choices = [("", gettext_lazy("Välj")), *_with_chosen(agents, [chosen] if chosen else [])]


class AgentChoices(forms.MultipleChoiceField):
    """Any number of agents."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, agents: list[tuple[str, str]], chosen) -> None:
        """As in ``AgentChoice``."""
        self.choices = _with_chosen(agents, chosen or [])


def named_agent_field(row: Property) -> forms.Field:
    """The field of a row that names agents by IRI."""
    return AgentChoices() if row.is_multiple else AgentChoice()


def _with_chosen(agents: list[tuple[str, str]], chosen: list[str]) -> list[tuple[str, str]]:
    known = {iri for iri, _name in agents}
    return [*agents, *((iri, iri) for iri in chosen if iri not in known)]
