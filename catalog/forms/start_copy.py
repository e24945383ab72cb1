"""The form of a copy: as any beginning, with what comes along unseen and, when asked, the distributions."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy

from catalog.forms.start import StartForm
from catalog.models import DatasetSeries
from catalog.starting.from_copy import Copy
from catalog.starting.start import NewDataset, Start
from dcat.profile.model import Level

_WITH = "with_distributions"


class CopyForm(StartForm):
    """A copy to adjust."""

    def __init__(self, data=None, *, organisation, start: Start, copy: Copy) -> None:
        super().__init__(data, organisation=organisation, start=start)
        self.copied = copy
        if copy.distributions:
            field = forms.BooleanField(
                required=False,
                label=gettext_lazy("Ta med distributionerna också, utan adresser"),
                help_text=gettext_lazy("Titel, format, licens och annat kopieras. Du fyller i de nya adresserna."),
            )
            field.level = Level.OPTIONAL
            self.fields = {_WITH: field, **self.fields}

    def new_dataset(self) -> NewDataset:
        new = super().new_dataset()
        dataset = {**self._beside(), **new.dataset}
        if self.cleaned_data.get(_WITH):
            return replace(new, dataset=dataset, distributions=[*new.distributions, *self.copied.distributions])
        return replace(new, dataset=dataset)

    def _beside(self) -> dict:
        """What no field shows, records in the place of their keys."""
        beside = dict(self.copied.beside)
        if "in_series" in beside:
            beside["in_series"] = list(DatasetSeries.objects.of(self.organisation).filter(pk__in=beside["in_series"]))
        return beside
