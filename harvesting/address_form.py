"""Asking for an address to look at."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms.fields import field_for
from catalog.models import Distribution
from dcat.profile import DCAT_AP_SE


class AddressForm(forms.Form):
    """One address. What was typed comes back whatever is wrong with it."""

    def __init__(self, data=None, **kwargs) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        row = DCAT_AP_SE["Distribution"]["access_url"]
        field = field_for(row, Distribution._meta.get_field(row.name))
        field.required, field.label, field.level = True, _("Adress"), "mandatory"
        field.help_text = _(
            "Adressen till en fil (CSV, Excel, GeoJSON, JSON), en karttjänst (WFS, WMS), ett API (OpenAPI) eller en "
            "webbsida. Vi hämtar den en gång, nu."
        )
        field.error_messages = {"required": _("Klistra in en adress.")}
        field.example = field.term = None
        self.fields["address"] = field
