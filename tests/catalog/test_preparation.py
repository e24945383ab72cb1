"""From what could be published to a draft: the questions, the decisions, and what follows from them."""

import pytest
from django.urls import reverse

from catalog.forms.preparation import MOST_LINES, LinesForm
from catalog.models import Candidate, Dataset, Decision, RecommendedDataset
from catalog.preparation import QUESTIONS, draft_values, in_force, next_question, progress_of, proposed_visibility
from catalog.services.preparation import Entry as Named
from catalog.services.preparation import (
    IsDeclined,
    IsDescribed,
    NameTaken,
    StaleAnswer,
    add_candidates,
    answer,
    change_candidate,
    decline,
    grow,
    key_of,
    remove_candidate,
    resume,
)
from catalog.services.save import StaleEdit, discard_draft
from dcat.rules.high_value import HIGH_VALUE
from organisations.models import Role
from tests.application.browser import fields, fill_in, words
from tests.factories import (
    answer_all,
    make_candidate,
    make_coordinator,
    make_dataset,
    make_member,
    make_organisation,
    sign_in,
)

RIGHT = "http://publications.europa.eu/resource/authority/access-right"
State, Sharing = Candidate.State, Candidate.Sharing


# --- Pure -----------------------------------------------------------------------------------------------------------


def said(question: str, choice: str = "", text: str = "") -> Decision:
    return Decision(question=question, choice=choice, text=text)


def all_answers(**choices: str) -> dict[str, Decision]:
    settled = {"sensitivity": "none", "extraction": "api", "others": "open"} | choices
    return {each.key: said(each.key, settled.get(each.key, ""), each.key) for each in QUESTIONS}


def test_the_latest_answer_is_in_force_and_other_decisions_are_no_answers():
    newest, older = said("content", text="nytt"), said("content", text="gammalt")

    assert in_force([said(Decision.DECLINED), newest, older]) == {"content": newest}


@pytest.mark.parametrize(
    "answers, state",
    [
        ({}, State.IDEA),
        ({"content": said("content")}, State.PREPARING),
        (all_answers(), State.READY),
        (all_answers(sensitivity="unclear"), State.PREPARING),
        (all_answers(extraction="not_yet"), State.PREPARING),
        (all_answers(others="internal"), State.READY),
    ],
)
def test_progress_follows_from_the_answers(answers, state):
    assert progress_of(answers) == state


def test_what_is_not_answered_is_asked_first_and_then_what_is_not_settled():
    answers = all_answers(sensitivity="unclear")
    assert next_question(answers).key == "sensitivity"
    del answers["others"]
    assert next_question(answers).key == "others"
    assert next_question(all_answers()) is None


@pytest.mark.parametrize(
    "sharing, access_rights, visibility",
    [
        (Sharing.OPEN, "PUBLIC", "public"),
        (Sharing.SHARED, "RESTRICTED", "public"),
        (Sharing.INTERNAL, "NON_PUBLIC", "internal"),
    ],
)
def test_open_shared_and_internal_become_access_rights_and_visibility(sharing, access_rights, visibility):
    values = draft_values(Candidate(name="Träd", sharing=sharing), None, {})

    assert values == {"title": {"sv": "Träd"}, "access_rights": f"{RIGHT}/{access_rights}"}
    assert proposed_visibility(sharing) == visibility


def test_a_draft_takes_what_the_recommended_dataset_says_and_what_was_answered():
    recommended = RecommendedDataset(
        name="Badplatser", description="Om bad.", theme="urn:t", hvd_category="urn:h", specification_iri="urn:s"
    )
    open_data, shared = Candidate(name="Bad", sharing=Sharing.OPEN), Candidate(name="Bad", sharing=Sharing.SHARED)

    assert draft_values(open_data, recommended, {}) == {
        "title": {"sv": "Bad"},
        "description": {"sv": "Om bad."},
        "access_rights": f"{RIGHT}/PUBLIC",
        "recommended_dataset": recommended,
        "theme": ["urn:t"],
        "hvd_category": ["urn:h"],
        "applicable_legislation": HIGH_VALUE,
        "conforms_to": [{"iri": "urn:s"}],
    }
    assert draft_values(open_data, recommended, all_answers())["description"] == {"sv": "content"}
    assert "hvd_category" not in draft_values(shared, recommended, {})


def test_a_pasted_list_is_one_candidate_a_line_as_spreadsheets_copy_it():
    form = LinesForm({"lines": "Träd\r\n\r\n  Bad platser \tEDP\tMiljö\tmer\n\tbara system"})

    assert form.is_valid()
    assert form.cleaned_data["lines"] == [Named("Träd"), Named("Bad platser", "EDP", "Miljö")]


@pytest.mark.parametrize(
    "lines, sentence", [("ok\n" + "x" * 201, "Rad 2"), ("x\n" * (MOST_LINES + 1), "högst 500 rader")]
)
def test_a_pasted_list_that_does_not_fit_says_where(lines, sentence):
    form = LinesForm({"lines": lines})

    assert not form.is_valid()
    assert sentence in str(form.errors)


def test_names_are_compared_without_capitals_and_white_space():
    assert key_of(" Öppna  DATA ") == key_of("öppna data") != key_of("oppna data")


# --- With rows ------------------------------------------------------------------------------------------------------


@pytest.fixture
def organisation(db):
    return make_organisation("Lekeby kommun")


@pytest.fixture
def editor(organisation):
    return make_member(organisation, Role.REDAKTOR, name="Rut Redaktör")


def test_what_is_there_already_is_noticed_and_not_added_again(organisation, editor):
    make_dataset(organisation, "Badplatser")
    entries = [Named("Träd"), Named("TRÄD"), Named("badplatser"), Named("Lekplatser")]

    first = add_candidates(editor, organisation=organisation, entries=entries)
    second = add_candidates(editor, organisation=organisation, entries=entries)

    assert [each.name for each in first.made] == ["Träd", "Lekplatser"]
    assert (first.described, first.present) == (["badplatser"], [])
    assert second.made == []
    assert {each.name for each in second.present} == {"Träd", "Lekplatser"}
    assert Candidate.objects.of(organisation).count() == 2
    other = make_organisation()
    assert len(add_candidates(editor, organisation=other, entries=entries).made) == 3


def test_answers_become_decisions_that_stay_readable(organisation, editor):
    candidate = make_candidate(organisation, actor=editor)
    values = {"text": "Allt om träd", "choice": "", "reason": "Kartan behöver dem"}

    first = answer(editor, candidate=candidate, question="content", seen=None, values=values)
    again = answer(editor, candidate=candidate, question="content", seen=None, values=values)
    second = answer(editor, candidate=candidate, question="content", seen=first.pk, values=values | {"text": "Nytt"})

    assert (again, second.pk == first.pk) == (first, False)
    assert [each.text for each in candidate.decisions.all()] == ["Nytt", "Allt om träd"]
    assert (first.decided_by, first.reason) == (editor, "Kartan behöver dem")
    with pytest.raises(StaleAnswer) as stale:
        answer(editor, candidate=candidate, question="content", seen=first.pk, values=values | {"text": "Mitt"})
    assert stale.value.latest == second
    candidate.refresh_from_db()
    assert candidate.state == State.PREPARING


def test_a_candidate_becomes_one_draft_however_often_it_is_asked_for(organisation, editor):
    candidate = answer_all(make_candidate(organisation, "Träd"), actor=editor, sharing=Sharing.INTERNAL)
    assert candidate.state == State.READY

    dataset = grow(editor, candidate=candidate)
    assert grow(editor, candidate=candidate) == dataset
    assert Dataset.objects.of(organisation).count() == 1

    candidate.refresh_from_db()
    assert (candidate.state, dataset.candidate) == (State.DESCRIBED, candidate)
    assert list(Candidate.objects.in_state(State.DESCRIBED)) == [candidate]
    assert dataset.access_rights == f"{RIGHT}/NON_PUBLIC"
    assert dataset.description == {"sv": "Svar om content"}
    with pytest.raises(IsDescribed):
        decline(editor, candidate=candidate, reason="Nej")

    discard_draft(editor, record=dataset)
    candidate.refresh_from_db()
    assert candidate.state == State.READY
    assert grow(editor, candidate=candidate).pk != dataset.pk


def test_a_declined_candidate_says_why_and_can_be_taken_up_again(organisation, editor):
    candidate = answer_all(make_candidate(organisation))

    for _time in range(2):
        decline(editor, candidate=candidate, reason="Ingen frågar efter dem.")
    candidate.refresh_from_db()
    assert (candidate.state, candidate.declined_reason) == (State.DECLINED, "Ingen frågar efter dem.")
    with pytest.raises(IsDeclined):
        grow(editor, candidate=candidate)

    for _time in range(2):
        resume(editor, candidate=candidate)
    candidate.refresh_from_db()
    assert candidate.state == State.READY
    turns = candidate.decisions.filter(question__in=[Decision.DECLINED, Decision.RESUMED])
    assert [(each.question, each.decided_by) for each in turns] == [("resumed", editor), ("declined", editor)]


def test_facts_that_somebody_else_changed_are_not_overwritten(organisation, editor):
    candidate, other = make_candidate(organisation, "Träd"), make_candidate(organisation, "Bad")
    values = {"name": "Träd", "system": "Park", "owner": "", "recommended_dataset": None}

    change_candidate(editor, candidate=candidate, values=values, edit_number=1)
    change_candidate(editor, candidate=candidate, values=values, edit_number=1)  # the same form twice
    with pytest.raises(StaleEdit):
        change_candidate(editor, candidate=candidate, values=values | {"owner": "Gata"}, edit_number=1)
    with pytest.raises(NameTaken) as taken:
        change_candidate(editor, candidate=candidate, values=values | {"name": "BAD"}, edit_number=2)
    assert taken.value.candidate == other


def test_only_what_nothing_was_decided_about_can_be_removed(organisation, editor):
    untouched, decided = make_candidate(organisation), answer_all(make_candidate(organisation))

    assert remove_candidate(editor, candidate=untouched)
    assert not remove_candidate(editor, candidate=decided)
    assert list(Candidate.objects.of(organisation)) == [decided]


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_a_redaktor_prepares_and_describes_by_the_pages(organisation, editor, client):
    sign_in(client, editor)
    new = reverse("candidate_create", args=[organisation.slug])
    assert client.post(new, {"name": " "}).status_code == 422
    page = fill_in(client, new, {"name": "Träd i stadsmiljö", "system": "Parkregistret"})
    candidate = Candidate.objects.get(name="Träd i stadsmiljö")
    assert page["Location"] == reverse("candidate", args=[organisation.slug, candidate.uuid])
    assert fill_in(client, new, {"name": "träd i STADSMILJÖ"})["Location"] == page["Location"]

    for each in QUESTIONS:
        address = reverse("candidate_question", args=[organisation.slug, candidate.uuid, each.word])
        assert client.post(address, {"text": ""}).status_code == 422
        choice = {"choice": [each.choices[0].value]} if each.choices else {}
        answered = fill_in(client, address, {"text": f"Om {each.key}", "to_next": "", **choice})
        assert answered.status_code == 302

    shown = words(client.get(page["Location"]))
    assert "5 av 5 frågor besvarade" in shown and "Rut Redaktör" in shown and "Öppna data" in shown
    grown = [client.post(reverse("candidate_grow", args=[organisation.slug, candidate.uuid])) for _time in range(2)]
    dataset = Dataset.objects.get(candidate=candidate)
    assert {each["Location"] for each in grown} == {
        reverse("record_edit", args=[organisation.slug, dataset.class_name, dataset.uuid])
    }
    form = client.get(grown[0]["Location"])
    assert page["Location"] in form.content.decode() and "Ni har bestämt: Öppna data." in words(form)


def test_what_was_typed_stays_when_somebody_else_answered_first(organisation, editor, client):
    candidate = make_candidate(organisation)
    sign_in(client, editor)
    address = reverse("candidate_question", args=[organisation.slug, candidate.uuid, "innehall"])
    open_form = fields(client.get(address))
    answer(make_member(organisation, name="Tore"), candidate=candidate, question="content", seen=None,
           values={"text": "Tores svar", "choice": "", "reason": ""})  # fmt: skip

    refused = client.post(address, open_form | {"text": "Ruts svar"})

    assert refused.status_code == 409
    assert "Tores svar" in words(refused) and fields(refused)["text"] == ["Ruts svar"]
    assert client.post(address, fields(refused)).status_code == 302
    assert candidate.decisions.first().text == "Ruts svar"


def test_what_was_decided_is_what_the_publication_proposes(organisation, editor, client):
    candidate = answer_all(make_candidate(organisation), sharing=Sharing.INTERNAL)
    dataset = grow(editor, candidate=candidate)

    page = sign_in(client, editor).get(
        reverse("record_publish", args=[organisation.slug, dataset.class_name, dataset.uuid])
    )

    assert page.context["form"].initial["visibility"] == "internal"


def test_the_recommended_ones_that_are_missing_are_added_by_choice_or_all_at_once(organisation, editor, client):
    rows = {
        key: RecommendedDataset.objects.create(key=key, name=key, sort_key=key, description="Om.", applies_to=to)
        for key, to in (("bad", "both"), ("lek", "kommun"), ("trad", "kommun"), ("bank", "kommun"), ("vard", "region"))
    }
    make_dataset(organisation, recommended_dataset=rows["bad"])
    named_alike = make_candidate(organisation, "LEK")
    sign_in(client, editor)
    address = reverse("candidates_recommended", args=[organisation.slug])

    assert [each.key for each in client.get(address).context["missing"]] == ["bank", "lek", "trad"]
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"chosen": ["vard"]}).status_code == 422
    chosen = [client.post(address, {"chosen": ["trad"], "open": "1"})["Location"] for _time in range(2)]
    candidate = Candidate.objects.get(name="trad")
    assert chosen == [reverse("candidate", args=[organisation.slug, candidate.uuid])] * 2
    assert candidate.recommended_dataset == rows["trad"]

    client.post(address, {"all": "1"})
    named_alike.refresh_from_db()
    assert named_alike.recommended_dataset == rows["lek"]
    assert client.get(address).context["missing"] == []


def test_a_list_is_searched_narrowed_sorted_and_paged(organisation, editor, client):
    entries = [Named(f"Uppgift {number:02}", owner="Miljö" if number < 3 else "") for number in range(55)]
    add_candidates(editor, organisation=organisation, entries=entries)
    answer_all(Candidate.objects.get(name="Uppgift 07"))
    sign_in(client, editor)
    address = reverse("candidates", args=[organisation.slug])

    def shown(**query) -> list[str]:
        return [each.name for each in client.get(address, query).context["page"]]

    assert shown()[0] == "Uppgift 07"
    assert (len(shown()), len(shown(sida=2))) == (50, 5)
    assert shown(sortera="namn", q="miljö") == ["Uppgift 00", "Uppgift 01", "Uppgift 02"]
    assert shown(lage="ready") == shown(kanslighet="none") == ["Uppgift 07"]
    assert len(shown(q="\x00", lage="x", sortera="y", kanslighet="z")) == 50


def test_a_coordinator_sees_that_candidates_exist_and_can_neither_read_nor_search_them(organisation, client):
    candidate = make_candidate(organisation, "Hemligt namn", owner="Hemlig enhet")
    sign_in(client, make_coordinator(organisation.county))
    address = reverse("candidates", args=[organisation.slug])

    page = client.get(address)
    assert "1 kandidat" in words(page) and "Idé" in words(page)
    assert "emlig" not in page.content.decode() and str(candidate.uuid) not in page.content.decode()
    for query in ("finns inte", "hemligt"):
        assert client.get(address, {"q": query}).context["page"].paginator.count == 1
