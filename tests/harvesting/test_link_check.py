"""From what is published to what is known of its addresses, against a local server and on several days."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from catalog.links import answers_for, links_for, links_in_working_copy
from catalog.models import Link, LinkUse
from dcat.links import links_of
from dcat.profile import DCAT_AP_SE
from harvesting.links.asking import ask_for_check, ask_for_organisation, end_exemption, exempt
from harvesting.links.check import check_due
from harvesting.links.noting import forget_links, note_links
from harvesting.links.turns import take_turn
from harvesting.models import LinkHost
from tests.factories import make_administrator, make_dataset, make_distribution, make_organisation, make_published
from tests.harvesting.factories import edit_record, publish_record, withdraw_record
from tests.harvesting.outside_world import answers, in_turn, name_service, outside_server, silent

pytestmark = pytest.mark.django_db

CSV = answers(200, b"a;b\n1;2\n", Content_Type="text/csv")
State = Link.State


@pytest.fixture(scope="module")
def server():
    """One server for all."""
    with outside_server() as running:
        yield running


@pytest.fixture
def outside(server, settings):
    """The server, on the allow-list; checks are quick."""
    settings.OUTSIDE_ALLOWED_HOSTS = [server.host]
    settings.LINK_CHECKS, settings.LINK_CHECK_PAUSE, settings.LINK_CHECK_SECONDS = True, 0.0, 0.3
    server.plays, server.seen, server.otherwise = {}, [], answers(404)
    return server


@pytest.fixture
def uppsala():
    """An organisation."""
    return make_organisation("Uppsala kommun", slug="uppsala")


def _check() -> dict:
    return dict(check_due(seconds=30))


def _days_later(days: float):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


def _state(url: str) -> str:
    return Link.objects.get(url=url).state


def test_what_is_published_is_checked_weekly_and_a_day_after_a_failure(outside, uppsala):
    good, bad = outside.at("/a.csv"), outside.at("/gone.csv")
    outside.plays["/a.csv"] = CSV
    dataset = make_published(uppsala, distribution={"access_url": good, "download_url": [bad]})
    assert answers_for([good, bad]) == {good: None, bad: None}
    assert _check() == {State.WORKS: 1, State.SUSPECT: 1}
    assert answers_for([good, bad, f"{good}#sheet"]) == {good: True, bad: None, f"{good}#sheet": True}
    assert _check() == {}
    with _days_later(1.1):
        assert _check() == {State.DEAD: 1}
    assert answers_for([bad]) == {bad: False}
    with _days_later(7.1):
        assert _check() == {State.WORKS: 1}
    assert outside.asked("/a.csv") == ["HEAD", "HEAD"]
    use = LinkUse.objects.get(link__url=bad)
    assert (use.release.record_id, use.class_name, use.field) == (dataset.pk, "Distribution", "download_url")
    assert use.iri == dataset.distributions.get().iri


def test_a_server_error_once_never_harms(outside, uppsala):
    url = outside.at("/a.csv")
    outside.plays["/a.csv"] = in_turn(answers(500), answers(500), CSV)
    make_published(uppsala, distribution={"access_url": url})
    assert _check() == {State.UNKNOWN: 1} and answers_for([url]) == {url: None}
    with _days_later(1.1):
        assert _check() == {State.WORKS: 1}


def test_what_nobody_uses_any_longer_is_forgotten(outside, uppsala):
    old, new = outside.at("/old.csv"), outside.at("/new.csv")
    dataset = make_published(uppsala, distribution={"access_url": old})
    internal = make_published(uppsala, visibility="internal", distribution={"access_url": outside.at("/in.csv")})
    note_links()
    make_distribution(dataset, access_url=new)
    dataset.distributions.get(access_url=old).delete()
    edit_record(dataset, version="2")
    publish_record(dataset)
    note_links()
    assert forget_links(timezone.now()) == 1
    assert set(Link.objects.values_list("url", flat=True)) == {new, outside.at("/in.csv")}
    withdraw_record(dataset)
    withdraw_record(internal)
    assert forget_links(timezone.now()) == 2
    assert not Link.objects.exists() and not LinkUse.objects.exists()


def test_a_draft_is_checked_when_somebody_asks_and_not_again(outside, uppsala, settings):
    settings.LINK_CHECKS = False  # what is asked for is checked all the same
    draft = make_dataset(
        uppsala,
        landing_page=[outside.at("/page")],
        conforms_to=[{"iri": outside.at("/standard")}],
        distribution={"access_url": outside.at("/a.csv"), "download_url": ["ftp://example.org/a"]},
    )
    outside.plays["/a.csv"] = CSV
    urls = [each.url for each in links_in_working_copy(draft)]
    assert urls == [outside.at(path) for path in ("/page", "/standard", "/a.csv")]
    person = make_administrator()
    assert ask_for_check(person, organisation=uppsala, urls=urls).wanted == 3
    assert ask_for_check(person, organisation=uppsala, urls=urls).wanted == 3  # the same ones
    assert _check() == {State.SUSPECT: 2, State.WORKS: 1}
    assert ask_for_check(person, organisation=uppsala, urls=urls).fresh == 3
    assert _check() == {}
    with _days_later(8):
        assert _check() == {}
        assert ask_for_check(person, organisation=uppsala, urls=urls[:1]).wanted == 1
        assert _check() == {State.DEAD: 1}
    with _days_later(60):
        forget_links(timezone.now())
        assert not Link.objects.exists()


def test_asking_is_bounded(uppsala, monkeypatch):
    monkeypatch.setattr("harvesting.links.asking.MOST_AT_ONCE", 3)
    urls = [f"https://data.example.com/{number}" for number in range(5)]
    person = make_administrator()
    asked = ask_for_check(person, organisation=uppsala, urls=[*urls, "http://", "javascript:x", "http://a b/"])
    assert (asked.wanted, asked.refused, Link.objects.wanted().count()) == (3, 2, 3)
    assert set(links_for(urls)) == set(urls)


def test_who_waits_comes_first_and_a_host_is_asked_by_one_at_a_time(outside, uppsala):
    outside.otherwise = CSV
    for number in range(3):
        make_published(uppsala, distribution={"access_url": outside.at(f"/{number}.csv")})
    note_links()
    turn = take_turn(outside.host)
    assert _check() == {} and outside.seen == []
    turn.give_back(timedelta())
    ask_for_check(make_administrator(), organisation=uppsala, urls=[outside.at("/2.csv")])
    _check()
    assert [path for _, path, _ in outside.seen] == ["/2.csv", "/0.csv", "/1.csv"]


def test_a_host_that_has_had_enough_is_left_alone_with_all_its_addresses(outside, uppsala):
    outside.otherwise = answers(429, Retry_After="3600")
    for number in range(3):
        make_published(uppsala, distribution={"access_url": outside.at(f"/{number}.csv")})
    assert _check() == {State.UNKNOWN: 1} and len(outside.seen) == 1
    assert LinkHost.objects.get(name=outside.host).not_before > timezone.now() + timedelta(minutes=59)
    outside.otherwise = CSV
    with _days_later(0.1):
        assert _check() == {State.WORKS: 2}


def test_a_silent_host_is_left_alone_until_tomorrow(outside, uppsala, settings):
    settings.LINK_CHECK_SECONDS = 0.05
    outside.otherwise = silent(0.3)
    for number in range(5):
        make_published(uppsala, distribution={"access_url": outside.at(f"/{number}.csv")})
    assert _check() == {State.UNKNOWN: 3}
    assert _check() == {}
    assert Link.objects.filter(next_check_at__lte=timezone.now() + timedelta(hours=23)).count() == 0


def test_an_unknown_host_counts_only_while_others_answer(monkeypatch, outside, uppsala):
    url = "http://www.example.org/a.csv"
    make_published(uppsala, distribution={"access_url": url})
    with name_service(monkeypatch, {"www.example.org": ["!"]}):
        for days in (0, 1.1, 2.2):
            with _days_later(days):
                assert _check() == {State.UNKNOWN: 1}
        with _days_later(4), _answering_elsewhere():
            assert _check() == {State.SUSPECT: 1}
        with _days_later(5.1), _answering_elsewhere():
            assert _check() == {State.DEAD: 1}
    assert outside.seen == []


def _answering_elsewhere():
    Link.objects.update_or_create(
        url_hash="elsewhere",
        defaults={
            "url": "https://elsewhere.example/",
            "host": "elsewhere.example",
            "status": 200,
            "checked_at": timezone.now(),
            "asked_at": timezone.now(),
        },
    )
    return time_machine.travel(timezone.now(), tick=True)


def test_an_exemption_is_the_organisations_own_and_changes_no_result(outside, uppsala):
    url = outside.at("/a.csv")
    make_published(uppsala, distribution={"access_url": url})
    _check()
    person, link = make_administrator(), Link.objects.get(url=url)
    exempt(person, organisation=uppsala, link=link, reason="Byggs om")
    exempt(person, organisation=uppsala, link=link, reason="Byggs om till jul")
    assert [each.reason for each in uppsala.link_exemptions.all()] == ["Byggs om till jul"]
    assert _state(url) == State.SUSPECT
    assert end_exemption(person, organisation=uppsala, link=link)
    assert not end_exemption(person, organisation=uppsala, link=link)


def test_an_organisation_has_its_doubtful_addresses_checked_again(outside, uppsala):
    outside.plays["/a.csv"] = CSV
    make_published(uppsala, distribution={"access_url": outside.at("/a.csv"), "download_url": [outside.at("/b.csv")]})
    make_published(make_organisation("Enköpings kommun"), distribution={"access_url": outside.at("/c.csv")})
    assert ask_for_organisation(make_administrator(), organisation=uppsala).wanted == 2
    assert set(Link.objects.wanted().values_list("url", flat=True)) == {outside.at("/a.csv"), outside.at("/b.csv")}


def test_the_command_checks_an_organisation_at_once(outside, uppsala, capsys):
    outside.otherwise = CSV
    make_published(uppsala, distribution={"access_url": outside.at("/a.csv")})
    make_published(make_organisation("Enköpings kommun"), distribution={"access_url": outside.at("/c.csv")})
    call_command("check_links", organisation="uppsala")
    assert capsys.readouterr().out == "uppsala: 1 works\n"
    call_command("check_links", organisation="uppsala")
    assert capsys.readouterr().out == "uppsala: 1 works\n"
    assert outside.asked("/a.csv") == ["HEAD", "HEAD"] and outside.asked("/c.csv") == []
    call_command("check_links")
    assert outside.asked("/c.csv") == ["HEAD"]


def test_which_addresses_are_tested_follows_from_the_profile():
    tested = {
        (name, row.name) for name, each in DCAT_AP_SE.classes.items() for row in each.properties if row.link is not None
    }
    assert {name for _, name in tested} == {
        *("access_url", "download_url", "landing_page", "page", "conforms_to", "endpoint_description"),
    }
    assert ("DataService", "endpoint_description") in tested and ("Dataset", "landing_page") in tested
    predicates = {DCAT_AP_SE[name][field].predicate for name, field in tested}
    assert predicates == {
        *("dcat:accessURL", "dcat:downloadURL", "dcat:landingPage", "foaf:page", "dcterms:conformsTo"),
        "dcat:endpointDescription",
    }


def test_the_working_copy_and_the_release_name_the_same_addresses(uppsala):
    dataset = make_published(
        uppsala,
        page=[{"iri": "https://www.example.org/doc", "title": {"sv": "Läs mer"}}],
        landing_page=["https://www.example.org/"],
        conforms_to=[{"iri": "https://www.example.org/standard"}],
        distribution={"download_url": ["https://www.example.org/download"], "page": [{"iri": "https://a.example/"}]},
    )
    released = list(links_of(dataset.current_release.node, DCAT_AP_SE))
    assert sorted(links_in_working_copy(dataset), key=str) == sorted(released, key=str)
    assert {each.field for each in released if each.is_data} == {"access_url", "download_url"}
