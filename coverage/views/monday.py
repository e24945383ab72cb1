"""The Monday list of an area: what needs a hand, and saying that it is done or may wait."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.views.held import signed_in
from coverage.models import ConcernMark
from coverage.monday.kinds import BY_KEY
from coverage.monday.ranking import ranked
from coverage.services.concerns import mark_concern
from coverage.views.area import area_for, areas_of
from dcat.cleaning import clean_text
from organisations.models import Organisation

_LONGEST_WAIT = timedelta(days=366)


class MarkForm(forms.Form):
    """What is said of one line."""

    organisation = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    concern = forms.ChoiceField(choices=[(key, key) for key in BY_KEY], widget=forms.HiddenInput)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    reason = forms.CharField(label=gettext_lazy("Varför kan det vänta?"), required=False, max_length=500)
    until = forms.DateField(
        label=gettext_lazy("Visa igen"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_reason(self) -> str:
        return clean_text(self.cleaned_data["reason"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if "snooze" in self.data:
            today = timezone.localdate()
            until = cleaned.get("until")
            if not cleaned.get("reason"):
                self.add_error("reason", _("Skriv varför det kan vänta, så att dina kollegor förstår."))
            if "until" not in self.errors and not (until and today < until <= today + _LONGEST_WAIT):
                self.add_error("until", _("Välj en dag efter i dag, högst ett år bort."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def monday(request: HttpRequest, area: str) -> HttpResponse:
    """The list. What is marked is folded away below it."""
    here = area_for(request.user, area)
    organisations, today = here.organisations(), timezone.localdate()
    form = MarkForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        organisation = get_object_or_404(Organisation, pk=said["organisation"], county__in=here.counties)
        is_snooze = "snooze" in request.POST
        mark_concern(
            request.user,
            organisation=organisation,
            concern=said["concern"],
            kind=ConcernMark.Kind.SNOOZED if is_snooze else ConcernMark.Kind.DONE,
            count=said["count"],
            reason=said["reason"],
            until=said["until"] if is_snooze else None,
        )
        messages.success(request, _("Sparat. Raden kommer tillbaka om det blir värre."))
        return redirect("monday", area=area)
    kind = request.GET.get("slag", "")
    language = get_language() or "sv"
    lines = [each for each in ranked(organisations, today) if kind not in BY_KEY or each.kind.key == kind]
    context = {
        "area": here,
        "areas": areas_of(request.user),
        "kinds": [(each.key, each.name.in_language(language)) for each in BY_KEY.values()],
        "kind": kind,
        "form": form,
        "lines": [_shown(each, language) for each in lines if not each.is_hidden(today)],
        "hidden": [_shown(each, language) for each in lines if each.is_hidden(today)],
    }
    return render(request, "coverage/monday.html", context, status=422 if form.is_bound else 200)


def _shown(concern, language: str) -> dict:
    kind = concern.kind
    return {
        "concern": concern,
        "id": f"{kind.key}-{concern.organisation.pk}",
        "name": kind.name.in_language(language),
        "said": kind.said.in_language(language).format(count=concern.count),
        "why": kind.why.in_language(language),
    }
