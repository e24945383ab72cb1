"""Choosing organisations and rows of the list for the matrix."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import RecommendedDataset
from coverage.cells import Coverage
from coverage.words import WORDS
from organisations.models import Organisation

# Inhabitants: the borders between small, middle-sized and large kommuner.
_SMALL, _LARGE = 15_000, 50_000


class MatrixFilter(forms.Form):
    """What the matrix is narrowed to; anything that it can't read it leaves out."""

    kind = forms.ChoiceField(
        label=_("Organisationer"), required=False, choices=[("", _("Alla")), *Organisation.Kind.choices]
    )
    size = forms.ChoiceField(
        label=_("Kommunens storlek"),
        required=False,
        choices=[
            ("", _("Alla")),
            ("small", _("Under 15 000 invånare")),
            ("middle", _("15 000–50 000 invånare")),
            ("large", _("Över 50 000 invånare")),
        ],
    )
    subject = forms.ChoiceField(label=_("Område"), required=False)
    high_value = forms.BooleanField(label=_("Bara särskilt värdefulla"), required=False)
    state = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[("", _("Alla")), *((each.value, WORDS[each].name) for each in Coverage)],
    )
    order = forms.ChoiceField(
        label=_("Ordning"),
        required=False,
        choices=[
            ("", _("Som listan")),
            ("covered", _("Mest publicerad först")),
            ("missing", _("Minst publicerad först")),
        ],
    )

    def __init__(self, data) -> None:
        super().__init__(data, label_suffix="")
        areas = (
            RecommendedDataset.objects.in_force()
            .exclude(area="")
            .order_by("area")
            .values_list("area", flat=True)
            .distinct()
        )
        self.fields["subject"].choices = [("", _("Alla")), *((area, area) for area in areas)]
        self.is_valid()

    def chosen(self, name: str):
        """The value of a field; empty where nothing that can be read was chosen."""
        return self.cleaned_data.get(name) or ""

    def organisations(self, organisations: list[Organisation]) -> list[Organisation]:
        """Those of the organisations that are asked for."""
        kind, size = self.chosen("kind"), self.chosen("size")
        kept = [each for each in organisations if not kind or each.kind == kind]
        return [each for each in kept if not size or (each.kind == each.Kind.KOMMUN and size_of(each) == size)]

    def recommended(self):
        """Those rows of the list that are asked for, in its order."""
        rows = RecommendedDataset.objects.in_force()
        if self.chosen("subject"):
            rows = rows.filter(area=self.chosen("subject"))
        if self.chosen("high_value"):
            rows = rows.exclude(hvd_category="")
        return rows


def size_of(organisation: Organisation) -> str:
    """Small, middle or large, by its inhabitants; empty where they are not known."""
    population = organisation.population
    if not population:
        return ""
    return "small" if population < _SMALL else "large" if population > _LARGE else "middle"
