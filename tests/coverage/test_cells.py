"""The one state of a cell, and shares that are counted by hand."""

import pytest

from coverage.cells import Coverage, Share, covered, shown

pytestmark = pytest.mark.any_database


def test_of_several_states_the_most_certain_is_shown():
    assert shown([Coverage.PLANNED, Coverage.DRAFT, Coverage.PROPOSED]) is Coverage.DRAFT
    assert shown([Coverage.NOT_OURS, Coverage.PUBLISHED]) is Coverage.PUBLISHED
    assert shown([]) is Coverage.MISSING


def test_proposals_drafts_and_plans_do_not_count_and_what_is_not_asked_is_left_out():
    states = [
        Coverage.PUBLISHED,
        Coverage.ELSEWHERE,
        Coverage.PROPOSED,
        Coverage.DRAFT,
        Coverage.SHARED,
        Coverage.PLANNED,
        Coverage.MISSING,
        Coverage.NOT_OURS,
        Coverage.NOT_OURS,
    ]
    assert covered(states) == Share(2, 7)


def test_a_hundred_per_cent_means_all():
    assert Share(199, 200).percent == 99
    assert Share(200, 200).percent == 100
    assert Share(0, 0).percent is None
