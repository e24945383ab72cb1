"""What is asked when a feed is taken back to a kept version, and forward again, and when a link is exempted."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PinForm(forms.Form):
    """Why. ``seen`` is the key of the pin that was in force when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Varför låser ni flödet?"),
        max_length=500,
        help_text=_("Det står på flödets sida tills någon släpper låset, så att alla hos er förstår."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför, med några ord.")},
    )


class UnpinForm(forms.Form):
    """``seen`` as above."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ExemptionForm(forms.Form):
    """Why an organisation does not want to be told of an address."""

    reason = forms.CharField(
        label=_("Varför ska länken undantas?"),
        max_length=500,
        help_text=_("Det står på sidan om länkar, så att alla hos er förstår."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför, med några ord.")},
    )
