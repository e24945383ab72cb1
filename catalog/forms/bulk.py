"""What is asked before many records are changed at once: what they are to get. Each gives plain values to keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms.fields import field_for
from catalog.forms.publication import PublicationForm, WithdrawalForm
from catalog.forms.relations import NamedChoice, offer
from catalog.models import BulkAction, ContactPoint, Record
from dcat.profile import DCAT_AP_SE

_WITH_CONTACT = (Record.ClassName.DATASET, Record.ClassName.DATASET_SERIES, Record.ClassName.DATA_SERVICE)
_WITH_LICENCE = (Record.ClassName.DATASET, Record.ClassName.DATA_SERVICE)


class BulkContactForm(forms.Form):
    """The new contact, and perhaps the only one that it takes the place of."""

    contact = NamedChoice(queryset=ContactPoint.objects.none(), label=_("Ny kontaktuppgift"), empty_label=_("Välj"))
    instead_of = NamedChoice(
        queryset=ContactPoint.objects.none(),
        required=False,
        label=_("I stället för"),
        empty_label=_("Alla kontaktuppgifter"),
        help_text=_("Välj en här om bara den ska bytas och andra kontaktuppgifter ska vara kvar."),
    )

    def __init__(self, *args, organisation, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name in ("contact", "instead_of"):
            offer(self.fields[name], organisation)
        self.fields["contact"].level = "mandatory"

    def choice(self) -> dict:
        """By the keys of the records."""
        return {name: record.pk for name, record in self.cleaned_data.items() if record}


class BulkLicenceForm(forms.Form):
    """One of the licences that the profile offers."""

    def __init__(self, *args, organisation, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        field = field_for(DCAT_AP_SE["Distribution"]["license"])
        field.required, field.level, field.help_text = True, "mandatory", ""
        field.choices = [each for each in field.choices if each[0]]
        self.fields["license"] = field

    def choice(self) -> dict:
        """The licence's IRI."""
        return {"license": self.cleaned_data["license"]}


class BulkPublicationForm(PublicationForm):
    """Who sees them, and why they are published now."""

    def __init__(self, *args, organisation, **kwargs) -> None:
        super().__init__(*args, has_choice=kwargs.pop("has_choice", True), **kwargs)
        del self.fields["edit_number"]

    def choice(self) -> dict:
        """As typed."""
        return dict(self.cleaned_data)


class BulkWithdrawalForm(WithdrawalForm):
    """Why they are withdrawn."""

    def __init__(self, *args, organisation, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["note"].label = _("Varför dras de tillbaka?")

    def choice(self) -> dict:
        """As typed."""
        return dict(self.cleaned_data)


_FORMS = {
    BulkAction.Kind.CONTACT: BulkContactForm,
    BulkAction.Kind.LICENCE: BulkLicenceForm,
    BulkAction.Kind.PUBLISH: BulkPublicationForm,
    BulkAction.Kind.WITHDRAW: BulkWithdrawalForm,
}


def kinds_for(class_name: str) -> list[BulkAction.Kind]:
    """What can be done with many records of a class at once."""
    offered = {BulkAction.Kind.CONTACT: _WITH_CONTACT, BulkAction.Kind.LICENCE: _WITH_LICENCE}
    return [kind for kind in BulkAction.Kind if class_name in offered.get(kind, Record.ClassName)]


def form_of(action: BulkAction, data=None) -> forms.Form:
    """The form of an action, with what was chosen before."""
    initial = action.choice or ({"visibility": "public"} if action.kind == BulkAction.Kind.PUBLISH else {})
    extra = {"has_choice": action.class_name in Record.LISTED} if action.kind == BulkAction.Kind.PUBLISH else {}
    return _FORMS[action.kind](data, initial=initial, organisation=action.organisation, **extra)
