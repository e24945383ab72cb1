"""Waking the worker: once per organisation and transaction, and not for what was taken back."""

import pytest
from django.db import transaction

from catalog.services.wake import wake_after_commit

pytestmark = pytest.mark.django_db


def test_many_publications_of_one_organisation_wake_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        for organisation_id in (1, 1, 2, 1):
            wake_after_commit(organisation_id)
    assert [callback.organisation_id for callback in callbacks] == [1, 2]


def test_what_is_rolled_back_does_not_stop_a_later_wake(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            wake_after_commit(1)
            raise ZeroDivisionError
        wake_after_commit(1)
    assert [callback.organisation_id for callback in callbacks] == [1]


def test_a_wake_survives_a_later_part_that_is_rolled_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        with transaction.atomic():
            wake_after_commit(1)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            wake_after_commit(1)
            raise ZeroDivisionError
    assert [callback.organisation_id for callback in callbacks] == [1]
