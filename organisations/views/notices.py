"""What has happened, how it comes by mail, and the link that ends a mail without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from organisations.forms import NoticeChoicesForm
from organisations.notices.choices import choices_of, choose
from organisations.notices.kinds import KINDS, note_of, sentence_of
from organisations.notices.reading import notices_of
from organisations.notices.telling import mark_as_read
from organisations.notices.unsubscribing import read_token, unsubscribe

PAGE_SIZE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices; POST marks all of them as read."""
    if request.method == "POST":
        mark_as_read(request.user)
        messages.success(request, _("Alla händelser är markerade som lästa."))
        return redirect("notices")
    page = Paginator(notices_of(request.user).for_lists(), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {"page": page, "entries": [(each, sentence_of(each), note_of(each)) for each in page]}
    return render(request, "organisations/notices.html", context)


@login_required
@never_cache
@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Leads to what the notice is about, and the notice has been read. Reading it twice changes nothing."""
    found = get_object_or_404(notices_of(request.user), pk=notice_id)
    if request.method == "GET":
        mark_as_read(request.user, notice=found)
    return redirect(found.path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_choices(request: HttpRequest) -> HttpResponse:
    """Which kinds come by mail, and when."""
    form = NoticeChoicesForm(request.POST or None, initial=choices_of(request.user), label_suffix="")
    if request.method == "POST" and form.is_valid():
        choose(request.user, choices=form.cleaned_data)
        messages.success(request, _("Dina val är sparade."))
        return redirect("notice_choices")
    return render(request, "organisations/notice_choices.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt  # mail programs post here themselves (RFC 8058); the signed link is what proves who it is for
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail of a kind, signed in or not. Looking at the page changes nothing: mail scanners follow links."""
    read = read_token(token)
    if read is None:
        raise Http404
    person, what = read
    if request.method == "POST":
        unsubscribe(person, what=what)
    context = {"label": KINDS[what].label if what in KINDS else "", "is_done": request.method == "POST"}
    response = render(request, "organisations/unsubscribe.html", context)
    response["Referrer-Policy"] = "strict-origin"
    return response
