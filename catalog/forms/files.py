"""What is asked when a file is uploaded."""

import uuid

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.files.examining import Examined, examine
from catalog.files.kinds import endings
from catalog.files.refusal import Refused

NOW, LATER = "now", "later"


class FileForm(forms.Form):
    """A file, and when it begins to count where that is a choice.

    The file stands last: what comes before it has arrived when the file turns out to be too large.
    """

    creation_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=gettext_lazy("När ska den nya filen gälla?"),
        widget=forms.RadioSelect,
        choices=[
            (NOW, gettext_lazy("Nu. Datamängden publiceras på nytt, med filens nya storlek och datum.")),
            (LATER, gettext_lazy("När utkastet publiceras. Till dess får alla den gamla filen.")),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("Vad är nytt i filen?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("En mening för historiken. Den syns bara för er."),
    )
    file = forms.FileField(label=gettext_lazy("Fil"), error_messages={"required": gettext_lazy("Välj en fil först.")})

    def __init__(self, data=None, files=None, *, has_choice: bool = False, is_new: bool = False, handler=None) -> None:
        start = {"creation_token": uuid.uuid4(), "when": NOW}
        super().__init__(data, files, initial=start, label_suffix="")
        self._handler = handler
        self.examined: Examined | None = None
        for name in ("when", "file"):
            self.fields[name].level = "mandatory"
        if not has_choice:
            del self.fields["when"]
        if is_new:
            del self.fields["note"]
        else:
            del self.fields["creation_token"]
        values = {"endings": endings(), "size": filesizeformat(settings.FILE_SIZE_LIMIT)}
        self.fields["file"].help_text = _("%(endings)s, högst %(size)s.") % values
        self.fields["file"].widget.attrs["accept"] = endings().replace(" ", "")

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._handler is not None:
            self._say_what_stopped_it()

    def clean_file(self):
        """Looks through the whole file; what was found out is ``examined``."""
        given = self.cleaned_data["file"]
        try:
            self.examined = examine(given.file, given.name)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return given

    def errors_listed(self) -> list[tuple[str, str, str]]:
        """Every error as (id of the control, label, sentence)."""
        return [
            (self[name].id_for_label or self[name].auto_id, self[name].label, sentence)
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]

    def _say_what_stopped_it(self) -> None:
        sentence = ""
        if self._handler.is_too_large:
            values = {"size": filesizeformat(settings.FILE_SIZE_LIMIT)}
            sentence = (
                _("Filen är för stor. Den får vara högst %(size)s. Dela upp den, eller packa den som ZIP.") % values
            )
        elif self._handler.has_failed:
            sentence = _("Filen gick inte att ta emot just nu, och inget är sparat. Försök igen om en stund.")
        if sentence:
            self.errors.pop("file", None)
            self.add_error("file", sentence)
