"""Forms of this package: strings in, typed values out. They write nothing."""

import re

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from organisations.hosts import clean_host
from organisations.models import ByMail, County, Organisation, Person, Role
from organisations.notices.kinds import KINDS
from organisations.organisation_numbers import clean_number


class OneLineField(forms.CharField):
    """A text without line breaks and other control characters, such as a name."""

    def to_python(self, value) -> str:
        """White space of every kind, and what can't be seen, becomes one space."""
        return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", value or "").split())


class EmailAddressForm(forms.Form):
    """Who is invited, and in which language."""

    email = forms.EmailField(label=_("E-postadress"), max_length=254, help_text=_("Inbjudan skickas dit."))
    language = forms.ChoiceField(
        label=_("Språk i mejlet"), choices=settings.LANGUAGES, initial="sv", widget=forms.RadioSelect
    )

    field_order = ["email", "organisation", "county", "role", "language"]

    def clean_email(self) -> str:
        """In lower case: one person is one row."""
        return self.cleaned_data["email"].lower()


class InviteMemberForm(EmailAddressForm):
    """Somebody is invited to an organisation."""

    role = forms.ChoiceField(
        label=_("Roll"),
        choices=Role,
        initial=Role.REDAKTOR,
        widget=forms.RadioSelect,
        help_text=_(
            "En redaktör beskriver data. En publicist kan också godkänna det som andra har skrivit. "
            "En organisationsansvarig sköter dessutom medlemmar och inställningar."
        ),
    )


class InviteResponsibleForm(EmailAddressForm):
    """Somebody is invited to be organisationsansvarig anywhere."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.by_county(), empty_label=_("Välj organisation")
    )


class InviteCoordinatorForm(EmailAddressForm):
    """Somebody is invited to be samordnare."""

    county = forms.ModelChoiceField(label=_("Län"), queryset=County.objects.all(), empty_label=_("Välj län"))


class DomainForm(forms.Form):
    """An organisation gets a domain of its own."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.by_county(), empty_label=_("Välj organisation")
    )
    host = forms.CharField(
        label=_("Värdnamn"),
        max_length=300,
        help_text=_("Ett namn under organisationens egen domän, till exempel data.kommun.se."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_host(self) -> str:
        """As DNS has it."""
        return clean_host(self.cleaned_data["host"])


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Roll"), choices=Role)


class NumberForm(forms.Form):
    """Somebody vouches for the organisation number."""

    number = forms.CharField(label=_("Organisationsnummer"), max_length=40)
    is_checked = forms.BooleanField(
        label=_("Jag har kontrollerat att numret är rätt"),
        error_messages={"required": _("Kryssa i rutan när du har kontrollerat numret.")},
    )

    def clean_number(self) -> str:
        """Ten digits."""
        return clean_number(self.cleaned_data["number"])


class ApprovalForm(forms.Form):
    """Whether somebody else must approve."""

    requires_approval = forms.TypedChoiceField(
        label=_("Vem får publicera?"),
        choices=[
            ("no", _("Varje redaktör publicerar själv")),
            ("yes", _("Någon annan än författaren godkänner och publicerar")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


class SharingForm(forms.Form):
    """Whether the organisation is in the catalogue of all."""

    in_combined_feed = forms.TypedChoiceField(
        label=_("Ska era data vara med i den gemensamma katalogen?"),
        choices=[
            ("yes", _("Ja, ta med dem")),
            ("no", _("Nej, dataportal.se hämtar dem från en annan källa")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


class ProfileForm(forms.Form):
    """One's own name and language."""

    name = OneLineField(
        label=_("Namn"),
        max_length=150,
        help_text=_("Kollegorna ser namnet."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Språk"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=_("I menyer, texter och mejl."),
    )


class NewPersonForm(forms.Form):
    """Somebody new accepts an invitation."""

    name = OneLineField(label=_("Namn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Lösenord"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict:
        """Hold the password against the rules, among them that it isn't like the name or the address."""
        values = super().clean()
        if "password" in values:
            try:
                validate_password(values["password"], Person(email=self.email, name=values.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values


class NoticeChoicesForm(forms.Form):
    """How each kind of notice comes by mail."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for kind, about in KINDS.items():
            self.fields[kind] = forms.ChoiceField(label=about.label, choices=ByMail, widget=forms.RadioSelect)
