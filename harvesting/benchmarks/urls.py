"""The product's addresses, and two beside them that do as little as an answer can: what the feeds are compared with."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import include, path

from harvesting.benchmarks.snapshot import MEDIA_TYPE, file_in


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, through the same middleware."""
    return HttpResponse(status=204)


def bare_file(request: HttpRequest) -> FileResponse:
    """The bytes of the feed without any question asked."""
    return FileResponse(file_in(settings.SNAPSHOT_DIR).open("rb"), content_type=MEDIA_TYPE)


urlpatterns = [
    path("benchmark/empty", empty),
    path("benchmark/file", bare_file),
    path("", include("config.urls")),
]
