"""A distribution's file in the workspace: upload it, replace it, look at its versions, remove it."""

import logging
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.files.pace import may_upload
from catalog.files.scanner import Verdict
from catalog.files.uploading import CappedUploadHandler
from catalog.forms.files import NOW, FileForm
from catalog.identity import current_base
from catalog.models import DataFile, Dataset, Distribution, FileVersion, Record, Release
from catalog.services.files import (
    Infected,
    OtherKind,
    QuotaExceeded,
    StillPublished,
    is_published,
    keep_file,
    remove_file,
    restore_version,
    unlink_file,
)
from catalog.services.publish import ChangedMeanwhile, NotPublishable, StillNeeded, publish
from catalog.views.access import distribution_for, record_for
from catalog.views.file_bytes import version_bytes
from catalog.views.held import signed_in
from organisations.permissions import Action, may

log = logging.getLogger(__name__)


def _taking_a_file(find):
    """For views that take a file: who asks, and what about, is settled before a byte of it is read.

    ``find`` gives the dataset and the distribution of the address, or 404. Only then are the request's fields read, the
    form's token among them.
    """

    def decorate(view):
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **parts) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            dataset, distribution = find(request, **parts)
            handler = None
            if request.method == "POST":
                if not may_upload(request.user):
                    return render(
                        request, "catalog/file_too_often.html", {"organisation": dataset.organisation}, status=429
                    )
                handler = CappedUploadHandler(request, most=settings.FILE_SIZE_LIMIT)
                request.upload_handlers = [handler]
            return protected(request, dataset, distribution, handler)

        return guarded

    return decorate


def _dataset_of(request: HttpRequest, slug: str, identifier) -> tuple[Dataset, None]:
    return record_for(request.user, slug, Record.ClassName.DATASET, identifier, Action.EDIT), None


def _distribution_of(request: HttpRequest, slug: str, dataset_id, identifier) -> tuple[Dataset, Distribution]:
    distribution = distribution_for(request.user, slug, dataset_id, identifier, Action.EDIT)
    return distribution.dataset, distribution


@require_http_methods(["GET", "HEAD", "POST"])
@_taking_a_file(_dataset_of)
def file_create(request: HttpRequest, dataset: Dataset, distribution: None, handler) -> HttpResponse:
    """A new distribution, begun with its file."""
    form = _form(request, handler, is_new=True)
    if request.method == "POST" and form.is_valid():
        version = _kept(request, form, dataset, None)
        if version is not None:
            return _to_distribution(version.file)
    context = {"organisation": dataset.organisation, "dataset": dataset, "form": form}
    return render(request, "catalog/file_new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_taking_a_file(_distribution_of)
def file_page(request: HttpRequest, dataset: Dataset, distribution: Distribution, handler) -> HttpResponse:
    """The file of a distribution with its versions; a new version is uploaded here."""
    file = _file_or_none(dataset, distribution)
    has_choice = file is not None and _may_be_now(request, dataset, file)
    form = _form(request, handler, has_choice=has_choice)
    if request.method == "POST" and form.is_valid():
        version = _kept(request, form, dataset, distribution)
        if version is not None:
            if has_choice and form.cleaned_data["when"] == NOW:
                _publish_now(request, dataset, version, form.cleaned_data["note"])
            return _to_distribution(version.file)
    context = {
        "organisation": dataset.organisation,
        "dataset": dataset,
        "distribution": distribution,
        "form": form,
        "file": file,
        "address": current_base() + file.path if file else "",
        "is_published": file is not None and is_published(file),
        "versions": file.versions.select_related("uploaded_by").order_by("-number") if file else [],
        "kept": settings.FILE_VERSIONS_KEPT,
    }
    return render(request, "catalog/file_page.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@signed_in
def file_restore(request: HttpRequest, slug: str, dataset_id, identifier, number: int) -> HttpResponse:
    """An earlier version becomes the latest one of the working copy."""
    file = _file_for(request, slug, dataset_id, identifier, Action.EDIT)
    get_object_or_404(file.versions, number=number)
    version = restore_version(request.user, file=file, number=number)
    messages.success(
        request,
        _("Version %(number)s är tillbaka i utkastet. Publicera datamängden för att alla ska få den.")
        % {"number": version.restored_number or version.number},
    )
    return _to_distribution(file)


@require_safe
@signed_in
def file_version(request: HttpRequest, slug: str, dataset_id, identifier, number: int) -> HttpResponseBase:
    """The bytes of any version, for those who may read drafts."""
    file = _file_for(request, slug, dataset_id, identifier, Action.READ_DRAFTS)
    return version_bytes(request, file, get_object_or_404(file.versions, number=number), is_public=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def file_remove(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """Remove the file, after a question. One that is published is only taken out of the working copy."""
    file = _file_for(request, slug, dataset_id, identifier, Action.EDIT)
    still_published = is_published(file)
    if request.method == "POST" and "unlink" in request.POST:
        unlink_file(request.user, file=file)
        messages.success(
            request, _("Filen är borttagen ur utkastet. Publicera datamängden, så går filen att ta bort helt.")
        )
        return _to_distribution(file)
    if request.method == "POST":
        try:
            remove_file(request.user, file=file)
        except StillPublished:
            still_published = True
        else:
            messages.success(
                request, _("Filen är borttagen med alla sina versioner. Dess adress används aldrig till något annat.")
            )
            return _to_distribution(file)
    context = {
        "organisation": file.dataset.organisation,
        "dataset": file.dataset,
        "distribution": file.distribution,
        "file": file,
        "is_published": still_published,
    }
    return render(request, "catalog/file_remove.html", context, status=409 if request.method == "POST" else 200)


def _form(request: HttpRequest, handler, **how) -> FileForm:
    is_sent = request.method == "POST"
    return FileForm(request.POST if is_sent else None, request.FILES if is_sent else None, handler=handler, **how)


def _kept(request: HttpRequest, form: FileForm, dataset: Dataset, distribution) -> FileVersion | None:
    """Keep the file of a valid form; None when that was refused, with the sentence in the form."""
    try:
        version = keep_file(
            request.user,
            dataset=dataset,
            distribution=distribution,
            examined=form.examined,
            creation_token=form.cleaned_data.get("creation_token") or form.initial["creation_token"],
            note=form.cleaned_data.get("note", ""),
        )
    except (Infected, QuotaExceeded, OtherKind, OSError) as refusal:
        form.add_error("file", _sentence(refusal))
        return None
    if version.scan == Verdict.WAITING:
        messages.warning(
            request, _("Filen är sparad men inte viruskontrollerad än. Den lämnas inte ut förrän kontrollen är klar.")
        )
    messages.success(
        request, _("Filen är sparad i utkastet. Format, storlek, checksumma, datum och adress är ifyllda från den.")
    )
    return version


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, Infected):
        return _("Viruskontrollen stoppade filen, och inget är sparat. Kontrollera datorn som den kommer från.")
    if isinstance(refusal, QuotaExceeded):
        values = {"size": filesizeformat(refusal.size), "left": filesizeformat(refusal.left)}
        return (
            _(
                "Filen är %(size)s, men er organisation har bara %(left)s kvar. Ta bort en fil som ni inte behöver, "
                "eller be den som sköter tjänsten om mer plats."
            )
            % values
        )
    if isinstance(refusal, OtherKind):
        return _(
            "Filen som finns här är en .%(ending)s-fil, och en ny version ska vara av samma slag. Lägg till en ny "
            "distribution för samma data i en annan form."
        ) % {"ending": refusal.ending}
    log.error("a file could not be kept: %s", refusal)
    return _("Filen gick inte att spara just nu, och inget av den är sparat. Försök igen om en stund.")


def _may_be_now(request: HttpRequest, dataset: Dataset, file: DataFile) -> bool:
    """Whether a new version can count at once: what is published leads here, and nothing else would follow along."""
    release = dataset.current_release
    return (
        release is not None
        and not dataset.has_changes
        and file.is_named_by(release.node)
        and may(request.user, Action.PUBLISH, dataset.organisation, author_ids={request.user.pk})
    )


def _publish_now(request: HttpRequest, dataset: Dataset, version: FileVersion, note: str) -> None:
    """Publish what the new version changed. When that is refused, the version waits in the working copy."""
    if version.scan == Verdict.WAITING:
        return
    record = Dataset.objects.select_related("organisation", "current_release").get(pk=dataset.pk)
    visibility = record.current_release.visibility if record.current_release else Release.Visibility.PUBLIC
    try:
        # Saved in between by somebody else: their changes are not ours to publish.
        if record.current_release is None or record.edit_number > dataset.edit_number + 1:
            raise ChangedMeanwhile
        publish(
            request.user,
            record=record,
            visibility=visibility,
            note=note or _("Ny version av filen."),
            edit_number=record.edit_number,
        )
    except (ChangedMeanwhile, NotPublishable, StillNeeded, PermissionDenied):
        messages.warning(request, _("Filen kunde inte publiceras på en gång. Granska utkastet och publicera det."))
    else:
        messages.success(request, _("Den nya filen gäller nu, på samma adress som förut."))


def _file_or_none(dataset: Dataset, distribution: Distribution) -> DataFile | None:
    file = DataFile.objects.kept().select_related("latest", "served").filter(distribution=distribution).first()
    if file is not None:
        file.dataset, file.distribution = dataset, distribution
    return file


def _file_for(request: HttpRequest, slug: str, dataset_id, identifier, action: Action) -> DataFile:
    distribution = distribution_for(request.user, slug, dataset_id, identifier, action)
    file = _file_or_none(distribution.dataset, distribution)
    if file is None:
        raise Http404
    return file


def _to_distribution(file: DataFile) -> HttpResponse:
    place = [file.dataset.organisation.slug, file.dataset.uuid, file.distribution.uuid]
    return redirect("distribution_edit", *place)
