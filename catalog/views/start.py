"""The ways to a new dataset: from a recommended one, from a copy, from nothing. From a link: in harvesting."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.describe import load_for_describing
from catalog.forms.start import StartForm
from catalog.forms.start_copy import CopyForm
from catalog.models import Dataset, RecommendedDataset, Record, Release
from catalog.services.start import start_dataset
from catalog.starting.from_copy import Copy, copy_of_own, copy_of_release
from catalog.starting.from_recommended import start_from
from catalog.starting.usual import usual_start
from catalog.views.access import record_for
from catalog.views.held import signed_in, take_held
from dcat.cleaning import clean_line
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for
from organisations.swedish_order import sort_key

_ON_A_PAGE = 25
_LONGEST_SEARCH = 100


@require_safe
@signed_in
def dataset_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The four ways, and the list of recommended datasets with those marked that the organisation has."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    sought = _sought(request)
    listed = RecommendedDataset.objects.for_kind(organisation.kind)
    owned: dict[int, Dataset] = {}
    for dataset in Dataset.objects.of(organisation).exclude(recommended_dataset=None).select_related("current_release"):
        owned.setdefault(dataset.recommended_dataset_id, dataset)
    rows = [(each, owned.get(each.pk)) for each in listed if each.is_found_by(sought)]
    context = {
        "organisation": organisation,
        "sought": sought,
        "rows": sorted(rows, key=lambda row: (row[1] is not None, row[0].sort_key)),
        "total": len(rows),
    }
    return render(request, "catalog/dataset_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def start_recommended(request: HttpRequest, slug: str, recommended_key: str) -> HttpResponse:
    """A new dataset from a recommended one."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    listed = RecommendedDataset.objects.for_kind(organisation.kind)
    recommended = get_object_or_404(listed, key=recommended_key)
    start = start_from(recommended).under(usual_start(organisation))
    data = request.POST if request.method == "POST" else take_held(request)
    form = StartForm(data, organisation=organisation, start=start)
    if response := started(request, organisation, form):
        return response
    context = {"over": _("Från en rekommenderad datamängd"), "heading": recommended.name, "recommended": recommended}
    return start_page(request, organisation, form, context)


@require_safe
@signed_in
def start_copies(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be copied: the organisation's own datasets, and what others have published for everybody."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    sought = _sought(request)
    key = sort_key(sought)
    own = Record.objects.of(organisation).filter(class_name=Record.ClassName.DATASET, sort_key__contains=key)
    others = Release.objects.public().datasets().exclude(organisation=organisation).filter(sort_key__contains=key)
    context = {
        "organisation": organisation,
        "sought": sought,
        "own": own.select_related("dataset", "current_release").order_by("sort_key", "pk")[:_ON_A_PAGE],
        "own_total": own.count(),
        "page": Paginator(others.for_lists(), _ON_A_PAGE).get_page(request.GET.get("sida")),
    }
    return render(request, "catalog/start_copies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def start_copy(request: HttpRequest, slug: str, source_id) -> HttpResponse:
    """A new dataset from a copy: of an own one, also a draft, or of what another organisation shows everybody."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    source = _source(request, organisation, source_id)
    start = source.copy.start.under(usual_start(organisation))
    data = request.POST if request.method == "POST" else take_held(request)
    form = CopyForm(data, organisation=organisation, start=start, copy=source.copy)
    if response := started(request, organisation, form):
        return response
    context = {"over": _("Från en kopia"), "heading": source.title, "source": source}
    return start_page(request, organisation, form, context)


@dataclass(frozen=True, slots=True)
class _Source:
    """What is copied: whose it is where it is another's, and whether its texts name that organisation."""

    copy: Copy
    title: dict[str, str]
    owner: Organisation | None = None
    names_owner: bool = False


def _source(request: HttpRequest, organisation: Organisation, source_id) -> _Source:
    own = Dataset.objects.of(organisation).filter(uuid=source_id).first()
    if own is not None:
        record = record_for(request.user, organisation.slug, own.class_name, source_id, Action.READ_DRAFTS)
        loaded = load_for_describing(own.class_name, [record.pk])[0]
        return _Source(copy_of_own(loaded), loaded.title)
    releases = Release.objects.public().datasets().select_related("organisation", "recommended_dataset")
    release = releases.filter(record__uuid=source_id).first()
    if release is None:
        raise Http404
    copied = copy_of_release(release)
    texts = [*copied.start.values.get("title", {}).values(), *copied.start.values.get("description", {}).values()]
    name = release.organisation.short_name.casefold()
    return _Source(copied, release.title, release.organisation, any(name in text.casefold() for text in texts))


# --- What the ways have in common, that from a link too -------------------------------------------------------------


def started(request: HttpRequest, organisation: Organisation, form: StartForm) -> HttpResponse | None:
    """Makes the dataset of a valid form and leads to it; None where the form has to be shown."""
    if request.method != "POST" or "more_rows" in request.POST or not form.is_valid():
        return None
    dataset = start_dataset(request.user, organisation=organisation, new=form.new_dataset())
    for sentence in form.mended():
        messages.info(request, sentence)
    messages.success(request, _("Utkastet är sparat. Inget syns utåt förrän ni publicerar."))
    name = "record_publish" if "to_publication" in request.POST else "record_edit"
    return redirect(name, slug=organisation.slug, class_name=dataset.class_name, identifier=dataset.uuid)


def start_page(request: HttpRequest, organisation: Organisation, form: StartForm, context: dict) -> HttpResponse:
    """The page with the form that a new dataset begins with."""
    status = 422 if request.method == "POST" and form.is_bound and "more_rows" not in request.POST else 200
    shown = {"organisation": organisation, "form": form, **context}
    shown["may_publish"] = may(request.user, Action.PUBLISH, organisation, author_ids={request.user.pk})
    return render(request, context.get("template", "catalog/start_form.html"), shown, status=status)


def _sought(request: HttpRequest) -> str:
    return clean_line(request.GET.get("sok", "")[:_LONGEST_SEARCH])
