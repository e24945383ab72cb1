"""The front page: what this is, what is here, where to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import Release
from organisations.models import Organisation

LATEST = 6


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Figures and latest datasets, of what everybody may see and nothing else, whoever asks."""
    datasets = Release.objects.public().datasets()
    context = {
        "dataset_count": datasets.count(),
        "publishing_count": datasets.values("organisation").distinct().count(),
        "organisation_count": Organisation.objects.count(),
        "latest": datasets.select_related("organisation", "record").order_by("-published_at", "-pk")[:LATEST],
    }
    return render(request, "pages/front.html", context)
