"""A form that its script sends while somebody writes: what is answered, as JSON for static/js/by_itself.js.

It is sent to the address of its page and saved by the same services; only the answer is another one. 200 with the new
edit number and what has changed beside the fields, 422 with what has to be mended, 409 when somebody else has saved.
"""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.describe import load_for_describing
from catalog.findings import findings_for
from catalog.forms.description import DescriptionForm
from catalog.forms.relations import name_of
from catalog.models import Distribution, Record
from catalog.places import findings_by_field

_HEADER = "X-By-Itself"
_PIECES = ("record_status", "record_remains", "step_list")  # templates and ids


def is_by_itself(request: HttpRequest) -> bool:
    """Whether the page's script sent the form, and nobody pressed a button."""
    return request.method == "POST" and _HEADER in request.headers


def saved_by_itself(
    request: HttpRequest, form: DescriptionForm, record: Record, thing=None, *, is_new: bool = False
) -> JsonResponse:
    """What the page shows from now on.

    ``thing`` is the distribution whose form it is; else it is the record's. The page of a new record becomes that of
    the record: it gets the record's address and what stands beside the form.
    """
    thing = thing or record
    answer = {
        "edit_number": thing.edit_number,
        "said": _("Sparat %(time)s") % {"time": timezone.localtime().strftime("%H:%M")},
        "keys": row_keys(form, thing),
        "name": name_of(thing) if thing is record else "",
        **beside_the_form(request, form, record, thing, is_new=is_new),
    }
    if is_new:
        answer["address"] = reverse("record_edit", args=[record.organisation.slug, record.class_name, record.uuid])
    return JsonResponse(answer)


def refused_by_itself(form: DescriptionForm) -> JsonResponse:
    """What has to be mended before anything is saved."""
    errors = [
        {"control": control, "label": str(label), "sentence": str(sentence)}
        for control, label, sentence in form.errors_listed()
    ]
    said = _("Inte sparat än: rätta %(label)s.") % {"label": errors[0]["label"]} if errors else _("Inte sparat än.")
    return JsonResponse({"errors": errors, "said": said}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def stale_by_itself(request: HttpRequest, current) -> JsonResponse:
    """Somebody else has saved: nothing is written over, and the person chooses."""
    record = current.dataset if isinstance(current, Distribution) else current
    who = record.changed_by if record.changed_by_id != request.user.pk else None
    notice = render_to_string("catalog/stale_notice.html", {"record": record, "who": who}, request)
    return JsonResponse({"notice": notice, "said": _("Sparas inte av sig självt längre.")}, status=HTTPStatus.CONFLICT)


def beside_the_form(
    request: HttpRequest,
    form: DescriptionForm,
    record: Record,
    thing=None,
    *,
    is_new: bool = False,
    has_other_distributions: bool = False,
) -> dict:
    """What stands around the fields and depends on what is saved: pieces of HTML by id, and findings by field."""
    thing = thing or record
    loaded = load_for_describing(record.class_name, [record.pk])[0]
    findings = findings_for(loaded)
    form.findings = findings_by_field(findings, thing)
    context = {
        "form": form,
        "record": loaded,
        "class_name": loaded.class_name,
        "organisation": loaded.organisation,
        "findings": findings,
        "distributions": loaded.distributions.all() if loaded.class_name == Record.ClassName.DATASET else [],
    }
    pieces = list(_PIECES)
    if thing is not record:
        pieces = ["distribution_remains"]
        context |= {"dataset": loaded, "findings": [each for each in findings if each.iri.startswith(thing.iri)]}
    if loaded.class_name == Record.ClassName.DATASET and (is_new or has_other_distributions):
        pieces.append("distribution_list")
    if is_new:
        pieces.append("record_aside")
    return {
        "pieces": {name: render_to_string(f"catalog/{name}.html", context, request) for name in pieces},
        "findings": {
            name: render_to_string("catalog/field_findings.html", {"findings": found, "form": form}, request)
            for name in form.findings
            if (found := form.findings_at(name))
        },
    }


def row_keys(form: DescriptionForm, thing) -> dict[str, str]:
    """The keys that saved rows have got, by the name of their control: a row is the same one when it is sent again."""
    keys = {}
    for name, formset in form.formsets.items():
        rows = formset.rows_with_content()
        entries = getattr(thing, name)
        if len(rows) == len(entries) and all("key" in entry for entry in entries):
            keys |= {row.add_prefix("key"): entry["key"] for row, entry in zip(rows, entries, strict=True)}
    return keys
