"""What is asked when something is published or withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Release


class PublicationForm(forms.Form):
    """Who sees it, and why it is published now."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput)
    visibility = forms.ChoiceField(
        label=_("Vem får se beskrivningen?"),
        widget=forms.RadioSelect,
        choices=[
            (Release.Visibility.PUBLIC, _("Alla. Beskrivningen kommer med i flödet till dataportal.se.")),
            (
                Release.Visibility.INTERNAL,
                _("Bara inloggade i de organisationer som deltar. Beskrivningen kommer aldrig med i flödet."),
            ),
        ],
    )
    note = forms.CharField(
        label=_("Vad är nytt?"),
        required=False,
        max_length=500,
        help_text=_("En mening för historiken. Den syns bara för er."),
        widget=forms.TextInput,
    )

    def __init__(self, *args, has_choice: bool, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["visibility"].level = "mandatory"
        if not has_choice:
            del self.fields["visibility"]


class WithdrawalForm(forms.Form):
    """Why it is withdrawn."""

    note = forms.CharField(
        label=_("Varför dras den tillbaka?"),
        required=False,
        max_length=500,
        help_text=_("En mening för historiken. Den syns bara för er."),
        widget=forms.TextInput,
    )
