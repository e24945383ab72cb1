"""Files as everybody gets them: always to be kept, never to be shown within a page of ours.

What an address answers with is said by the release in force. See docs/architecture.md, *Files*.
"""

import logging
import time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_http_methods

from catalog.files.storing import fetched, local_path
from catalog.models import DataFile, FileVersion, Release
from catalog.views.negotiated import OPEN
from catalog.views.ranges import NotSatisfiable
from catalog.views.sending import NOT_FOR_THE_PROXY, conditional, part_of, saying, streamed
from organisations.permissions import Action, may

_METHODS = ("GET", "HEAD", "OPTIONS")
_RETRY_SECONDS = 60
_NOT_YET = (
    "Filen går inte att hämta just nu. Försök igen om en stund.\nThe file can't be had at present. Try again later.\n"
)
# As of feeds: what other pages' scripts may ask with and read.
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Disposition, Content-Range, ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT = OPEN | {
    "Allow": ", ".join(_METHODS),
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",  # seconds
}
# Whatever a browser takes the bytes for, they run nothing and see nothing of ours.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}

log = logging.getLogger(__name__)


@require_http_methods(_METHODS)
def data_file(request: HttpRequest, slug: str, identifier, name: str) -> HttpResponseBase:
    """The file at its permanent address; under a former address part or another name it is found too."""
    if request.method == "OPTIONS":
        return HttpResponse(headers=_PREFLIGHT)
    files = DataFile.objects.select_related("dataset__organisation", "latest", "served")
    file = files.filter(uuid=identifier).first()
    if file is None:
        raise Http404
    version, is_public = _shown_version(request, file)
    if version is None:
        return _gone(request, file)
    if request.path_info != file.path:
        moved = HttpResponsePermanentRedirect(file.path)
        return saying(moved, _OPEN if is_public else {"Cache-Control": "private, no-store"})
    return version_bytes(request, file, version, is_public=is_public)


def version_bytes(request: HttpRequest, file: DataFile, version: FileVersion, *, is_public: bool) -> HttpResponseBase:
    """A version's bytes: the whole, the part that is asked for, or word that the client has them."""
    if version.scan == FileVersion.Scan.INFECTED:
        raise Http404
    if not version.may_be_served:
        return _not_yet()
    changed = int(version.uploaded_at.timestamp())
    always = {"ETag": version.etag, "Cache-Control": "public, no-cache" if is_public else "private, no-store"}
    always |= _HARMLESS | (_OPEN if is_public else {})
    answer = conditional(request, version.etag, changed)
    if answer is not None:
        return saying(answer, always)
    headers = always | {
        "Content-Type": version.content_type,
        "Content-Disposition": content_disposition_header(True, file.name),
        "Accept-Ranges": "bytes",
    }
    if changed <= time.time():
        headers["Last-Modified"] = http_date(changed)
    return _with_bytes(request, version, headers)


def _with_bytes(request: HttpRequest, version: FileVersion, headers: dict[str, str]) -> HttpResponseBase:
    try:
        part = part_of(request, version.size, version.etag, headers.get("Last-Modified"))
        if request.method == "HEAD":
            return HttpResponse(headers=headers | {"Content-Length": str(version.size)})
        path = local_path(version.storage_name)
        if (
            settings.FILE_ACCEL_PREFIX
            and path is not None
            and not any(each in request.META for each in NOT_FOR_THE_PROXY)
        ):
            del headers["Accept-Ranges"]  # the proxy says so itself, and cuts parts out
            location = f"{settings.FILE_ACCEL_PREFIX}/{version.storage_name}"
            return HttpResponse(headers=headers | {"X-Accel-Redirect": location})
        response = streamed(fetched(version.storage_name), version.size, part, headers)
        response.headers["Content-Length"] = str(part.size if part else version.size)
        return response
    except NotSatisfiable:
        return HttpResponse(status=416, headers=_HARMLESS | {"Content-Range": f"bytes */{version.size}"})
    except OSError as error:
        log.error("the bytes of version %s of file %s are not to be had: %s", version.number, version.file_id, error)
        return _not_yet()


def _shown_version(request: HttpRequest, file: DataFile) -> tuple[FileVersion | None, bool]:
    """The version that this person gets, and whether everybody does. Who asks is only looked at when it matters, so
    that answers for everybody are the same for all caches."""
    if file.removed_at is None:
        if _leads_to(Release.objects.public(), file):
            return file.served, True
        if _leads_to(Release.objects.visible_to(request.user), file):
            return file.served, False
        if may(request.user, Action.READ_DRAFTS, file.dataset.organisation):
            return file.latest, False
    return None, False


def _leads_to(releases, file: DataFile) -> bool:
    release = releases.filter(record=file.dataset_id).first()
    return release is not None and file.is_named_by(release.node)


def _gone(request: HttpRequest, file: DataFile) -> HttpResponse:
    """410 for what a public release once led to; 404 for what none did."""
    public = file.dataset.releases.filter(visibility=Release.Visibility.PUBLIC).order_by("-number")
    if not any(file.is_named_by(release.node) for release in public.iterator()):
        raise Http404
    context = {"title": file.name, "when": file.removed_at, "organisation": file.dataset.organisation}
    return saying(render(request, "410.html", context, status=410), _OPEN)


def _not_yet() -> HttpResponse:
    headers = _HARMLESS | {"Retry-After": str(_RETRY_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(_NOT_YET, status=503, content_type="text/plain; charset=utf-8", headers=headers)
