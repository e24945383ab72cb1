"""A process that fills an installation with what the browser tests look at, and prints one line of JSON about it.

Runs with the settings of the installation: ``python -m tests.browser.seed``. Everything is made by the services.
"""

import json
import uuid

import django

django.setup()

from allauth.account.utils import user_pk_to_url_str  # noqa: E402
from django.contrib.auth.tokens import default_token_generator  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from catalog.models import BulkAction, Link  # noqa: E402
from catalog.services.bulk import choose, prepare, run  # noqa: E402
from catalog.services.catalogue import ensure_catalogue  # noqa: E402
from catalog.services.preparation import answer, decline  # noqa: E402
from catalog.services.publish import publish, withdraw  # noqa: E402
from catalog.services.recommended_list import prepare_import  # noqa: E402
from catalog.services.review import comment, resolve, return_to_authors, submit  # noqa: E402
from catalog.services.save import save_record  # noqa: E402
from harvesting.build import build  # noqa: E402
from harvesting.links.asking import exempt  # noqa: E402
from harvesting.links.noting import note_links  # noqa: E402
from harvesting.models import Feed, Snapshot  # noqa: E402
from harvesting.pinning import pin_feed  # noqa: E402
from harvesting.sweep import sweep  # noqa: E402
from organisations.domains import add_domain  # noqa: E402
from organisations.invitations import invite, revoke  # noqa: E402
from organisations.models import Organisation, Person, Role  # noqa: E402
from organisations.notices.kinds import NoticeKind  # noqa: E402
from organisations.notices.unsubscribing import unsubscribe_address  # noqa: E402
from organisations.organisation_changes import set_approval  # noqa: E402
from pages import errors  # noqa: E402
from pages.demonstration.everything import Everything  # noqa: E402
from tests.application.many import multiply  # noqa: E402
from tests.application.people import make_agent  # noqa: E402
from tests.browser.people import PASSWORD, PEOPLE  # noqa: E402
from tests.factories import (  # noqa: E402
    answer_all,
    make_administrator,
    make_candidate,
    make_contact,
    make_coordinator,
    make_dataset,
    make_distribution,
    make_file,
    make_member,
    make_person,
    make_published,
    make_series,
    make_service,
)

# One of each kind of nested thing, so that every template of the pages has something to show.
RICH = {
    "temporal": [{"start_date": "2020", "end_date": "2024"}],
    "conforms_to": [{"iri": "https://www.dataportal.se/specifications/badplatser/1.0", "title": {"sv": "Badplatser"}}],
    "geographical_area": [
        {"bbox": "POLYGON((17.07 59.73, 18.47 59.73, 18.47 60.18, 17.07 60.18, 17.07 59.73))"},
    ],
    "spatial": ["http://sws.geonames.org/2666218/"],
    "landing_page": ["https://data.example.com/badplatser"],
    "keyword": {"sv": ["badplats", "vattenkvalitet"], "en": ["bathing site"]},
}


def main() -> None:
    """Organisations, people, records and links; then what the tests need to know of them."""
    call_command("seed_organisations", verbosity=0)
    call_command("seed_recommended_datasets", verbosity=0)
    people = {name: _person(person) for name, person in PEOPLE.items()}
    administrator = make_administrator()
    uppsala = _organisation("uppsala")
    heby = _organisation("heby")
    Organisation.objects.filter(pk=heby.pk).update(number_confirmed_at=None)
    for organisation in Organisation.objects.exclude(pk=heby.pk):
        ensure_catalogue(organisation)
    set_approval(administrator, organisation=_organisation("enkoping"), requires_approval=True)
    values = _records(uppsala, administrator) | _invitations(uppsala, administrator)
    values |= _versions(_organisation("osthammar"), administrator)
    values |= _many(_organisation("alvkarleby"), administrator)
    reset = people["redaktor"]
    values["reset_key"] = f"{user_pk_to_url_str(reset)}-{default_token_generator.make_token(reset)}"
    values["administrator"] = administrator.pk
    values["assignment"] = people["coordinator"].county_assignments.get().pk
    values["membership"] = people["redaktor"].memberships.get().pk
    values |= _candidates(uppsala, administrator)
    values["domain"] = add_domain(administrator, organisation=uppsala, host="data.uppsala.se").pk
    values["waiting_draft"] = str(
        make_dataset(_organisation("enkoping"), "Väntar på godkännande", actor=people["approved"]).uuid
    )
    values |= _reviews(_organisation("enkoping"), people["approved"], people["publicist"])
    values["unsubscribe"] = unsubscribe_address(people["nobody"], NoticeKind.RETURNED).rstrip("/").rpartition("/")[2]
    values["unconfirmed_draft"] = str(make_dataset(heby, "Utan nummer").uuid)
    values["link"] = _links(uppsala, administrator)
    rows = [
        {"key": "badplatser", "name": "Badplatser och strandbad"},
        {"key": "nya", "name": "Nya", "description": "Nya."},
    ]
    values["list_import"] = str(prepare_import(administrator, file_name="lista.csv", rows=rows).uuid)
    values["error_pages"] = {language: _error_pages(language) for language in ("sv", "en")}
    print(json.dumps(values))


def _person(about) -> Person:
    person = make_person(about.email, password=PASSWORD, name=about.name, language=about.language)
    if about.organisation:
        make_member(_organisation(about.organisation), Role(about.role), person=person)
    if about.is_administrator:
        Person.objects.filter(pk=person.pk).update(is_administrator=True)
    if about.is_coordinator:
        make_coordinator(_organisation("uppsala").county, person=person)
    person.refresh_from_db()
    return person


def _organisation(slug: str) -> Organisation:
    return Organisation.objects.select_related("county").get(slug=slug)


def _records(organisation: Organisation, administrator: Person) -> dict[str, str]:
    contact = make_contact(organisation, name="Mät- och kartavdelningen")
    published = make_published(
        organisation,
        "Badplatser",
        contact_point=[contact],
        distribution={"title": {"sv": "Badplatser som CSV"}},
        **RICH,
    )
    for number in range(12):
        make_published(organisation, f"Provdata med ett litet längre namn {number}")
    internal = make_published(organisation, "Intern data", visibility="internal")
    withdrawn = make_published(organisation, "Tillbakadragen data")
    withdraw(administrator, record=withdrawn, note="Den var fel.")
    draft = make_dataset(organisation, {}, temporal=[{"start_date": "2024", "end_date": "2020"}])
    return (
        _everything(organisation, contact)
        | _with_file(organisation, contact, administrator)
        | _changes(organisation, administrator, draft)
        | {
            "published": str(published.uuid),
            "distribution": str(published.distributions.get().uuid),
            "contact": str(contact.uuid),
            "internal": str(internal.uuid),
            "withdrawn": str(withdrawn.uuid),
            "draft": str(draft.uuid),
            "draft_distribution": str(draft.distributions.get().uuid),
            "stale": str(make_dataset(organisation, "Skrivs av två").uuid),
            "held": str(make_dataset(organisation, "Skrivs länge").uuid),
            "rows": str(make_dataset(organisation, "Har rader").uuid),
            "steps": str(make_dataset(organisation, "Skrivs stegvis").uuid),
            "together": str(make_dataset(organisation, "Skrivs tillsammans").uuid),
        }
    )


def _with_file(organisation: Organisation, contact, administrator: Person) -> dict[str, str]:
    """A published dataset with a file in two versions, one of them in the draft; there is advice about both."""
    rows = "".join(f"Sjö {number};{number},5;Uppsala kommun\n" for number in range(30))
    dataset = make_dataset(organisation, "Sjöar med fil", contact_point=[contact])
    make_file(dataset, f"namn;djup;\n{rows}".encode("windows-1252"), "Sjöar i Uppsala.csv")
    publish(administrator, record=dataset, visibility="public")
    make_file(dataset, f"namn;djup;ort\n{rows}".encode(), "sjoar.csv", note="Rubriken på ort är med")
    return {"with_file": str(dataset.uuid), "file_distribution": str(dataset.distributions.get().uuid)}


def _changes(organisation: Organisation, administrator: Person, draft) -> dict[str, str]:
    """A dataset that says something else in each version and in its draft; changes of many, at each step."""
    changed = make_published(organisation, "Stränder", **RICH)
    values = {"title": {"sv": "Stränder och bryggor"}, "keyword": {"sv": ["brygga"]}, "temporal": [], "spatial": []}
    changed = save_record(administrator, record=changed, values=values, edit_number=changed.edit_number)
    publish(administrator, record=changed, visibility="public", note="Bryggorna är med")
    make_distribution(changed, title={"sv": "Som GeoJSON"}, format="application/geo+json")
    new, kinds = make_contact(organisation, name="Nya kontakten"), BulkAction.Kind
    waiting = make_dataset(organisation, "Väntar på sin kontakt")
    steps = {
        "bulk_done": (kinds.CONTACT, {"contact": new.pk}),
        "bulk_chosen": (kinds.CONTACT, None),
        "bulk_prepared": (kinds.PUBLISH, {"visibility": "public", "note": ""}),
    }
    values = {"changed": str(changed.uuid)}
    for name, (kind, choice) in steps.items():
        many = {"organisation": organisation, "class_name": waiting.class_name, "kind": kind}
        action = choose(administrator, **many, records=[waiting, draft])
        if choice:
            prepare(administrator, action=action, choice=choice)
        if name == "bulk_done":
            save_record(administrator, record=draft, values={"version": "2"}, edit_number=draft.edit_number)
            run(administrator, action=BulkAction.objects.get(pk=action.pk))
        values[name] = str(action.uuid)
    return values


def _everything(organisation: Organisation, contact) -> dict[str, str]:
    """A dataset, a series and a service that say everything, so that every field and every row has been looked at."""
    values = Everything(organisation)
    agent = make_agent(organisation, **values.agent())
    earlier = make_published(organisation, "Äldre väder", contact_point=[contact])
    series = make_series(organisation, **_without_title(values.series(contact, earlier.iri)))
    service = make_service(organisation, **_without_title(values.service(contact)))
    everything = make_dataset(
        organisation,
        **values.dataset(contact, agent, series, earlier.iri),
        distribution=values.distribution(agent.iri, service),
    )
    served = {"serves_dataset": [everything.record_ptr, series.record_ptr]}
    save_record(make_administrator(), record=service, values=served, edit_number=service.edit_number)
    publish(make_administrator(), record=everything, visibility="public")
    distribution = everything.distributions.get()
    named = {"everything": everything, "everything_distribution": distribution, "series": series, "service": service}
    return {name: str(each.uuid) for name, each in named.items()}


def _candidates(organisation: Organisation, administrator: Person) -> dict[str, str]:
    """One with nothing said, one with earlier answers, one that was declined."""
    untouched = make_candidate(organisation, "Felanmälningar")
    decided = answer_all(make_candidate(organisation, "Snödjup vid vandringsleder", system="Fältappen"))
    earlier = decided.decisions.filter(question="content").first()
    again = {"text": "Uppmätt snödjup.", "choice": "", "reason": "Det förra var för kort."}
    answer(administrator, candidate=decided, question="content", seen=earlier.pk, values=again)
    declined = decline(administrator, candidate=make_candidate(organisation, "Loggar"), reason="Ingen nytta.")
    named = {"candidate": untouched, "candidate_decided": decided, "candidate_declined": declined}
    return {name: str(each.uuid) for name, each in named.items()}


def _without_title(values: dict) -> dict:
    return {name: value for name, value in values.items() if name != "title"}


def _reviews(organisation: Organisation, writer: Person, reviewer: Person) -> dict[str, str]:
    """One that waits, with comments; one that was returned; one that was edited after it had been submitted."""
    made = {name: make_dataset(organisation, name, actor=writer) for name in ("reviewed", "returned", "overtaken")}
    waiting = {
        name: submit(writer, record=each, visibility="public", message="Är det bra så?", edit_number=each.edit_number)
        for name, each in made.items()
    }
    reviewed, overtaken = made["reviewed"], made["overtaken"]
    about = {"distribution": reviewed.distributions.get(), "field": "license"}
    for text, where in (("Finns den på engelska?", {"field": "title"}), ("Rätt licens?", about), ("Bra!", {})):
        said = comment(reviewer, record=reviewed, text=text, creation_token=uuid.uuid4(), **where)
    resolve(writer, comment=said)
    return_to_authors(reviewer, review=waiting["returned"], reason="Beskrivningen är för kort.")
    save_record(writer, record=overtaken, values={"title": {"sv": "Ny"}}, edit_number=overtaken.edit_number)
    return {name: str(each.uuid) for name, each in made.items()}


def _versions(organisation: Organisation, administrator: Person) -> dict[str, int]:
    """Two versions of a feed that has gone back to the first one: added, changed and removed between them."""
    kept, removed = make_published(organisation, "Badplatser"), make_published(organisation, "Lekplatser")
    sweep()
    feed = Feed.objects.get(organisation=organisation)
    build(feed.pk, trigger=Snapshot.Trigger.COMMAND)
    first = Snapshot.objects.current().get(feed=feed)
    make_published(organisation, "Cykelvägar")
    withdraw(administrator, record=removed, note="Den var fel.")
    save_record(administrator, record=kept, values={"title": {"sv": "Fel titel"}}, edit_number=kept.edit_number)
    publish(administrator, record=kept, visibility="public", note="Nytt namn")
    build(feed.pk, trigger=Snapshot.Trigger.COMMAND)
    second = Snapshot.objects.current().get(feed=feed)
    pin_feed(administrator, snapshot=first, reason="Titeln blev fel.", seen=None)
    build(feed.pk, trigger=Snapshot.Trigger.COMMAND)
    return {"first_version": first.pk, "second_version": second.pk}


def _links(organisation: Organisation, administrator: Person) -> int:
    """Addresses in every state, one of them exempted; the key of one that is dead."""
    note_links()
    now = timezone.now()
    links = list(Link.objects.filter(uses__release__organisation=organisation).distinct().order_by("pk"))
    state, remark = Link.State, Link.Remark
    found = [
        (state.DEAD, "not_found", ""),
        (state.UNKNOWN, "too_many_requests", ""),
        (state.SUSPECT, "no_such_host", ""),
        *((state.WORKS, "", each) for each in (remark.SIGN_IN, remark.PAGE_FOR_DATA, remark.NONE)),
    ]
    for number, link in enumerate(links[:-1]):  # the last one is not checked yet
        link.state, link.reason, link.remark = found[number % len(found)]
        link.checked_at = link.since = link.failed_since = now
        link.save()
    exempt(administrator, organisation=organisation, link=links[1], reason="Leverantören släpper inte in program.")
    return links[0].pk


def _many(organisation: Organisation, administrator: Person) -> dict[str, str]:
    """Forty datasets with one contact, two others to choose, and one dataset with two versions and a draft."""
    multiply(make_published(organisation, "En av många"), 39)
    for name in ("Nya kontakten", "Ännu nyare kontakten"):
        make_contact(organisation, name=name)
    restored = make_published(organisation, "Stränder")
    for title, is_published in (("Stränder och bryggor", True), ("Bara i utkastet", False)):
        values = {"title": {"sv": title}}
        restored = save_record(administrator, record=restored, values=values, edit_number=restored.edit_number)
        if is_published:
            publish(administrator, record=restored, visibility="public")
    return {"restored": str(restored.uuid)}


def _invitations(organisation: Organisation, administrator: Person) -> dict[str, str]:
    issued = {
        name: invite(administrator, email=email, organisation=organisation, role=Role.REDAKTOR)
        for name, email in (
            ("invitation", "ny@example.com"),
            ("invitation_known", PEOPLE["nobody"].email),
            ("invitation_revoked", "sen@example.com"),
        )
    }
    revoke(administrator, invitation=issued["invitation_revoked"].invitation)
    return {name: each.token for name, each in issued.items()}


def _error_pages(language: str) -> dict[str, str]:
    """Those that no request brings about: as the handlers answer."""
    request = RequestFactory().get("/")
    request.user = Person()
    with translation.override(language):
        return {
            "400": errors.bad_request(request).content.decode(),
            "403": errors.permission_denied(request).content.decode(),
            "500": errors.server_error(request).content.decode(),
        }


if __name__ == "__main__":
    main()
