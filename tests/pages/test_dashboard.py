"""The front of the workspace: what it says of an organisation in each state, to whom, and in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.models import Candidate, Link, LinkExemption, RecommendedDataset, Record
from catalog.services.review import return_to_authors, submit
from catalog.services.save import save_record
from harvesting.links.noting import note_links
from harvesting.models import Arrival, Feed, PortalVisit, RecordArrival, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.models import Organisation, Role
from pages.dashboard import peers
from pages.dashboard.desk import SHOWN, Desk
from pages.dashboard.first_steps import first_steps
from pages.dashboard.parts import filled_parts
from tests.application.browser import words
from tests.factories import (
    answer_all,
    make_candidate,
    make_coordinator,
    make_county,
    make_dataset,
    make_member,
    make_organisation,
    make_published,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation("Lekeby kommun", population=20_000)


@pytest.fixture
def editor(organisation):
    return make_member(organisation, Role.REDAKTOR)


def desk_of(person, organisation) -> Desk:
    return Desk(person, Organisation.objects.get(pk=organisation.pk), timezone.now())


def said(person, organisation) -> dict[str, list[str]]:
    """The lines of each part, by its key."""
    return {
        filled.part.key: [f"{item.about} {item.text}".strip() for item in filled.items]
        for filled in filled_parts(desk_of(person, organisation))
    }


def address_of(organisation) -> str:
    return reverse("dashboard", args=[organisation.slug])


def recommended(key: str, applies_to: str = "both") -> RecommendedDataset:
    return RecommendedDataset.objects.create(
        key=key, name=key.title(), sort_key=key, description="Om.", applies_to=applies_to
    )


def test_who_signs_in_and_has_one_organisation_lands_on_its_front(client, organisation, editor):
    page = sign_in(client, editor).get(reverse("workspace"), follow=True)

    assert page.redirect_chain == [(address_of(organisation), 302)]


def test_a_new_organisation_is_led_step_by_step(client):
    organisation = make_organisation(is_number_confirmed=False)
    editor = make_member(organisation)
    owner = make_member(organisation, Role.ORGANISATIONSANSVARIG)

    def actions(person) -> list[tuple[bool, str]]:
        return [(each.is_done, each.address) for each in first_steps(desk_of(person, organisation))]

    settings, rows = (
        reverse(name, args=[organisation.slug]) for name in ("organisation_settings", "candidates_recommended")
    )
    assert actions(owner) == [(False, settings), (False, ""), (False, "")]
    assert actions(editor) == [(False, ""), (False, ""), (False, "")]
    page = words(sign_in(client, editor).get(address_of(organisation)))
    assert "Kom igång" in page and "Be organisationsansvarig" in page and "På väg ut" not in page

    Organisation.objects.filter(pk=organisation.pk).update(number_confirmed_at=timezone.now())
    assert actions(editor) == [(True, ""), (False, rows), (False, "")]
    draft = make_dataset(organisation)
    form = reverse("record_edit", args=[organisation.slug, draft.class_name, draft.uuid])
    assert actions(editor) == [(True, ""), (True, ""), (False, form)]
    make_published(organisation)
    assert actions(editor) == []


def test_what_needs_somebody_comes_first_and_own_drafts_before_others(organisation, editor):
    published = make_published(organisation, "Publicerad")
    for number in range(SHOWN + 1):
        make_dataset(organisation, f"Andras {number}", description={})
    make_dataset(organisation, "Min", description={}, actor=editor)
    answer_all(make_candidate(organisation, "Träd"))
    save_record(editor, record=published, values={"description": {}}, edit_number=published.edit_number)

    lines = said(editor, organisation)["att-gora"]

    assert lines[0] == "Publicerad Publicerad, men 1 sak måste rättas."
    assert lines[1] == "Min 1 sak återstår."
    assert lines[SHOWN + 1 :] == ["Och 2 till.", "Träd Alla frågor är besvarade."]


def test_what_is_on_its_way_is_ready_changed_or_waits_for_the_portal(organisation, editor):
    published = make_published(organisation, "Publicerad")
    make_dataset(organisation, "Färdig")
    make_candidate(organisation)
    save_record(editor, record=published, values={"title": {"sv": "Nytt namn"}}, edit_number=published.edit_number)
    Arrival.objects.create(organisation=organisation, checked_at=timezone.now())

    lines = said(editor, organisation)["pa-vag"]

    assert lines == [
        "Färdig Klar att publicera.",
        "Nytt namn Ändrad sedan publiceringen.",
        "Katalogen byggs nu. Det tar oftast några sekunder.",
        "1 datamängd väntar på att dataportal.se hämtar den, oftast omkring klockan fyra på natten.",
        "1 kandidat förbereds.",
    ]


def test_trouble_with_the_feed_is_told_with_its_reason(organisation, editor):
    make_published(organisation)
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)
    assert "att-gora" in said(editor, organisation) and not said(editor, organisation)["att-gora"]

    feed = Feed.objects.get(organisation=organisation)
    feed.last_error = {"sv": "Disken är full.", "en": "The disk is full."}
    feed.attempted_revision = 10**6
    feed.save()

    assert said(editor, organisation)["att-gora"] == ["Flödet Senaste bygget misslyckades: Disken är full."]


def test_what_the_portal_fetched_and_what_it_does_not_show(organisation, editor):
    shown, missing = make_published(organisation), make_published(organisation)
    assert "har inte hämtat er katalog än" in said(editor, organisation)["hamtat"][0]

    yesterday = timezone.now() - timedelta(days=1)
    PortalVisit.objects.create(feed=organisation.slug, at=yesterday, status=200, size=10, document="dcat")
    Arrival.objects.create(organisation=organisation, checked_at=timezone.now())
    states = RecordArrival.State
    for record, state in ((shown, states.VISIBLE), (missing, states.DUPLICATE)):
        RecordArrival.objects.create(
            record=Record.objects.get(pk=record.pk), organisation=organisation, state=state, since=yesterday
        )

    lines = said(editor, organisation)["hamtat"]
    assert lines[0].startswith("Dataportal.se hämtade katalogen i går")
    assert lines[1] == "Dataportal.se visar 1 av era 2 publika datamängder."
    assert lines[2] == "1 datamängd Dataportal.se har samma datamängd från en annan källa."


def test_advice_is_counted_and_the_ones_with_most_are_named(organisation, editor):
    make_published(organisation, "Utan råd")
    Record.objects.update(advice=0)
    points, none = said(editor, organisation)["kvalitet"]
    assert points.endswith("av 405 poäng för det som är publicerat.")
    assert none == "Det finns inga råd om det som är publicerat."

    Record.objects.filter(pk=make_published(organisation, "Med råd").pk).update(advice=3)
    assert said(editor, organisation)["kvalitet"][1:] == ["1 publicerad beskrivning kan bli bättre.", "Med råd 3 råd."]


def test_others_like_us_count_and_those_of_similar_size_come_first(organisation, editor):
    bad, lek, trad, vard, own = (recommended(key) for key in ("bad", "lek", "trad", "vard", "egen"))
    small, similar = (make_organisation(name, population=size) for name, size in (("Lilla", 900), ("Lika", 21_000)))
    large = make_organisation("Stora", population=200_000)
    region = make_organisation("Region Nord", kind=Organisation.Kind.REGION)
    for publisher, published in (
        (small, [bad, trad]), (large, [bad, trad]), (similar, [lek]), (region, [vard]),
        (small, [bad]), (large, [own]),
    ):  # fmt: skip
        for each in published:
            make_published(publisher, recommended_dataset=each)
    make_published(small, recommended_dataset=vard, visibility="internal")
    make_dataset(large, recommended_dataset=vard)
    make_dataset(organisation, recommended_dataset=own)

    items = peers.published_by_others(desk_of(editor, organisation))

    assert [(each.about, each.text) for each in items] == [
        ("Lek", "1 kommun publicerar den: Lika."),
        ("Bad", "2 kommuner publicerar den: Lilla, Stora."),
        ("Trad", "2 kommuner publicerar den: Lilla, Stora."),
    ]
    client = sign_in(Client(), editor)
    assert bad.name in words(client.get(items[1].address))
    make_candidate(organisation, recommended_dataset=bad)
    assert [each.about for each in peers.published_by_others(desk_of(editor, organisation))] == ["Lek", "Trad"]


def test_a_coordinator_is_told_how_far_it_is_and_no_names(client, organisation):
    Record.objects.filter(pk=make_published(organisation).pk).update(errors=1)
    make_dataset(organisation, "Hemligt utkast", description={})
    make_dataset(organisation, "Hemligt färdigt")
    answer_all(make_candidate(organisation, "Hemlig kandidat"))
    changed = make_published(organisation)
    save_record(
        make_member(organisation), record=changed, values={"title": {"sv": "Hemlig ändring"}},
        edit_number=changed.edit_number,
    )  # fmt: skip

    page = sign_in(client, make_coordinator(organisation.county)).get(address_of(organisation))

    assert "2 utkast är påbörjade." in words(page) and "1 publicerad beskrivning har fel." in words(page)
    assert "emlig" not in page.content.decode() and "Ny datamängd" not in words(page)


def test_many_of_everything_take_the_queries_of_a_few(client, organisation, editor):
    sign_in(client, editor)
    kinds = [recommended(f"slag-{number}") for number in range(4)]
    neighbours = [make_organisation(county=make_county("03")) for _number in range(2)]

    def add(count: int, publishers) -> None:
        for number in range(count):
            make_dataset(organisation, description={})
            make_dataset(organisation)
            published = make_published(organisation)
            Record.objects.filter(pk=published.pk).update(errors=number % 2, advice=2, edit_number=9)
            make_candidate(organisation)
        Candidate.objects.update(progress=Candidate.State.READY)
        for each, kind in zip(publishers * 4, kinds, strict=False):
            make_published(each, recommended_dataset=kind)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address_of(organisation)).status_code == 200
        return len(captured)

    add(2, neighbours[:1])
    queries()
    few = queries()
    add(2, neighbours)
    assert queries() == few <= 30


def test_reviews_wait_for_those_who_may_decide_and_come_back_to_the_writer(organisation, editor):
    Organisation.objects.filter(pk=organisation.pk).update(requires_approval=True)
    publicist = make_member(organisation, Role.PUBLICIST)
    dataset = make_dataset(organisation, "Lekplatser", actor=editor)
    review = submit(editor, record=dataset, visibility="public", edit_number=dataset.edit_number)

    for person, part in ((publicist, "att-gora"), (editor, "pa-vag"), (make_member(organisation), "pa-vag")):
        lines = [line for lines in said(person, organisation).values() for line in lines if "Lekplatser" in line]
        assert len(lines) == 1 and lines[0] in said(person, organisation)[part]

    return_to_authors(publicist, review=review, reason="Skriv vilka åldrar de är för.")
    assert [line for line in said(editor, organisation)["att-gora"] if line.startswith("Lekplatser")]


def test_broken_links_are_counted_but_for_those_that_are_exempted(organisation, editor):
    make_published(organisation, "Lekplatser")
    note_links()
    assert not [line for line in said(editor, organisation)["att-gora"] if "trasig" in line]
    Link.objects.update(state=Link.State.DEAD)
    assert "1 länk är trasig." in said(editor, organisation)["att-gora"]
    LinkExemption.objects.create(organisation=organisation, link=Link.objects.get(), reason="Nere en vecka.")
    assert not [line for line in said(editor, organisation)["att-gora"] if "trasig" in line]
