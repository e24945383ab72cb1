"""What follows from what an address answered: nobody is called dead who may be alive."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.models import Link
from harvesting.links.reasons import LinkReason
from harvesting.links.sentences import explained, finding_of, is_told
from harvesting.links.verdict import DAY, WEEK, History, Observation, Verdict, judge
from harvesting.outside import Reason

pytestmark = pytest.mark.any_database

NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
GONE = Observation(404)
State = Link.State


def _after(*seen: Observation, every: timedelta = DAY, is_online: bool = True) -> Verdict:
    """The verdict after these observations, so far apart."""
    before, verdict, now = History(), None, NOON
    for each in seen:
        verdict = judge(each, before, now, is_online=is_online)
        before = History(
            verdict.state,
            verdict.since,
            verdict.failures,
            verdict.failed_since,
            verdict.failed_at,
            verdict.unanswered,
        )
        now += every
    return verdict


@pytest.mark.parametrize("status", [200, 204, 206, 304, 399, 416])
def test_what_answers_works_for_a_week(status):
    verdict = _after(Observation(status))
    assert (verdict.state, verdict.reason, verdict.next_check_at) == (State.WORKS, "", NOON + WEEK)


@pytest.mark.parametrize(
    "sign",
    [Observation(404), Observation(410), Observation(200, is_soft_404=True), Observation(reason=Reason.NO_SUCH_HOST)],
)
def test_a_sign_of_death_has_to_be_seen_on_two_different_days(sign):
    first = _after(sign)
    assert (first.state, first.next_check_at) == (State.SUSPECT, NOON + DAY)
    assert _after(sign, sign, sign, every=timedelta(hours=1)).state == State.SUSPECT
    second = _after(sign, sign)
    assert (second.state, second.failed_since, second.failures) == (State.DEAD, NOON, 2)


def test_the_two_sides_of_a_midnight_are_one_day():
    evening = datetime(2026, 11, 2, 22, 50, tzinfo=UTC)
    first = judge(GONE, History(), evening, is_online=True)
    before = History(first.state, first.since, first.failures, first.failed_since, first.failed_at)
    assert judge(GONE, before, evening + timedelta(minutes=20), is_online=True).state == State.SUSPECT


def test_an_answer_between_them_makes_it_begin_again():
    assert _after(GONE, Observation(200), GONE).state == State.SUSPECT
    assert _after(GONE, GONE, Observation(200)).failed_since is None


def test_what_tells_nothing_between_them_changes_nothing():
    assert _after(GONE, Observation(503), GONE).state == State.DEAD
    assert _after(GONE, GONE, Observation(503)).state == State.UNKNOWN


@pytest.mark.parametrize("status", [400, 401, 403, 405, 407, 408, 418, 429, 451, 500, 502, 503, 504, 599])
def test_no_other_status_is_ever_a_sign_of_death(status):
    verdict = _after(*[Observation(status)] * 10)
    assert (verdict.state, verdict.failures) == (State.UNKNOWN, 0)


@pytest.mark.parametrize("reason", [each for each in Reason if each is not Reason.NO_SUCH_HOST])
def test_no_other_silence_is_ever_a_sign_of_death(reason):
    assert _after(*[Observation(reason=reason)] * 10).state == State.UNKNOWN


def test_an_unknown_host_says_nothing_while_we_can_not_look_up_names_ourselves():
    verdict = _after(*[Observation(reason=Reason.NO_SUCH_HOST)] * 3, is_online=False)
    assert (verdict.state, verdict.reason, verdict.failures) == (State.UNKNOWN, LinkReason.LOOKUP_FAILED, 0)


def test_what_tells_nothing_is_asked_daily_for_a_while_and_then_weekly():
    assert _after(Observation(500)).next_check_at == NOON + DAY
    assert _after(*[Observation(500)] * 4).next_check_at == NOON + 3 * DAY + WEEK


def test_who_wants_to_be_left_alone_is():
    assert _after(Observation(429, rest=timedelta(days=3))).next_check_at == NOON + timedelta(days=3)


def test_since_when():
    assert _after(Observation(200), Observation(200)).since == NOON
    assert _after(Observation(200), Observation(500)).since == NOON + DAY


def test_a_remark_is_of_what_works():
    assert _after(Observation(200, remark=Link.Remark.SIGN_IN)).remark == Link.Remark.SIGN_IN
    assert _after(Observation(404, remark=Link.Remark.SIGN_IN)).remark == ""


def test_every_reason_has_words_of_its_own():
    reasons = [*LinkReason, *Reason]
    words = {explained(each).sv for each in reasons}
    assert len(words) == len({str(each) for each in reasons})


@pytest.mark.parametrize("state", [State.DEAD, State.SUSPECT, State.UNKNOWN])
def test_what_is_told_names_the_address_the_cause_and_the_remedy(state):
    link = Link(url="https://a.se/{x}", state=state, reason=LinkReason.NOT_FOUND, checked_at=NOON, failed_since=NOON)
    finding = finding_of(link, "https://a.se/1", "Distribution", "access_url")
    for words in (finding.message.sv, finding.message.en):
        assert "https://a.se/{x}" in words and "404" in words and "2026-11-02" in words
    assert finding.why.sv and is_told(link)


def test_what_works_is_not_told_but_for_its_remark():
    link = Link(url="https://a.se/", state=State.WORKS, checked_at=NOON)
    assert not is_told(link)
    link.remark = Link.Remark.SIGN_IN
    assert "inloggning" in finding_of(link, "https://a.se/1", "Distribution", "access_url").message.sv
