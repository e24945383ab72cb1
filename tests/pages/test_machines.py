"""What machines ask for: health that tells the truth, and the small files at known addresses."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.checks import Warning
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pages import checks, health, release


def test_livez_touches_no_database(client):
    # No database mark: a query would fail the test.
    response = client.get(reverse("livez"))
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert client.cookies == {}


@pytest.mark.django_db
def test_ready_when_everything_works(client):
    response = client.get(reverse("readyz"))
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "disk": "ok", "queue": "ok"}


@pytest.mark.django_db
def test_trouble_with_the_queue_degrades_and_nothing_more(client):
    kept = current_app.conf.broker_write_url
    current_app.conf.broker_write_url = "redis://127.0.0.1:1/0"
    try:
        response = client.get(reverse("readyz"))
    finally:
        current_app.conf.broker_write_url = kept
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["queue"]) == ("degraded", "failing")


@pytest.mark.django_db
def test_not_ready_when_the_folder_of_snapshots_is_no_folder(client, settings, tmp_path):
    settings.SNAPSHOT_DIR = tmp_path / "file"
    settings.SNAPSHOT_DIR.write_text("in the way")
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert (response.json()["status"], response.json()["disk"]) == ("unavailable", "failing")


@pytest.mark.django_db
def test_not_ready_without_tables(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")
    assert not health.database_answers()


def test_a_folder_that_is_missing_is_made(tmp_path):
    assert health.can_write(tmp_path / "a" / "b")


def test_version_is_the_project_s(client):
    text = (Path(settings.ROOT) / "pyproject.toml").read_text()
    assert f'version = "{release.VERSION}"' in text
    assert client.get(reverse("version")).json() == {"name": "oppna-mellansverige", "version": release.VERSION}


def test_security_txt_names_a_contact_and_a_day_to_come(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert fields["Canonical"] == f"{settings.PUBLIC_BASE_URL}/.well-known/security.txt"
    expires = date.fromisoformat(fields["Expires"].removesuffix("T00:00:00Z"))
    assert timezone.localdate() < expires <= timezone.localdate() + checks.LONGEST


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_security_txt_that_is_past_or_too_far_ahead_is_warned_about(settings, days):
    settings.SECURITY_TXT_EXPIRES = timezone.localdate() + timedelta(days=days)
    assert [type(message) for message in checks.security_txt(None)] == [Warning]


def test_the_contact_of_the_installation_is_used(client, settings):
    settings.SECURITY_CONTACT = "https://example.se/sakerhet"
    assert b"Contact: https://example.se/sakerhet\n" in client.get("/.well-known/security.txt").content
