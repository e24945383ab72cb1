"""A data file from the form to everybody: kept, filled in, published, replaced, restored, removed."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.files.storing import file_storage
from catalog.identity import change_base
from catalog.models import DataFile, Dataset, Distribution, FileVersion
from catalog.services.files import FORGOTTEN_AFTER, scan_waiting
from catalog.services.publish import publish, withdraw
from catalog.services.save import discard_draft, remove_distribution, save_record
from harvesting.cleaning import clean_files
from organisations.models import Organisation, Role
from tests.application.browser import words
from tests.application.people import client_of
from tests.factories import make_administrator, make_dataset, make_file, make_member, make_organisation

pytestmark = pytest.mark.django_db

FIRST, SECOND = "namn;djup\nÅsjön;1,5\n".encode(), "namn;djup\nÅsjön;1,5\nTvåsjön;2,5\n".encode()
MEDIA_TYPE = "text/csv; charset=utf-8"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("Grums kommun")


@pytest.fixture
def editor(organisation) -> Client:
    return client_of(make_member(organisation, Role.REDAKTOR))


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """A storage and a folder for what is on its way, of this test alone."""
    settings.STORAGES = settings.STORAGES | {
        "files": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    }
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploading"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()


def names_kept() -> list[str]:
    storage = file_storage()
    try:
        folders = storage.listdir("")[0]
    except FileNotFoundError:
        return []
    return sorted(f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1])


def place(dataset: Dataset, name: str, *more) -> str:
    first = Distribution.objects.filter(dataset=dataset).order_by("position").first()
    return reverse(name, args=[dataset.organisation.slug, dataset.uuid, first.uuid, *more])


def upload(client: Client, address: str, content: bytes, name: str = "Sjöar i Grums.csv", **typed):
    return client.post(address, typed | {"file": SimpleUploadedFile(name, content)})


def published_with_file(organisation, content: bytes = FIRST, visibility: str = "public") -> DataFile:
    dataset = make_dataset(organisation)
    make_file(dataset, content, "sjoar.csv")
    publish(make_administrator(), record=dataset, visibility=visibility)
    return DataFile.objects.get(dataset=dataset)


def got(client: Client, file: DataFile, **headers):
    response = client.get(file.path, headers=headers)
    response.body = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def test_a_file_becomes_a_distribution_and_is_everybodys_when_it_is_published(editor, organisation):
    dataset = make_dataset(organisation)
    address = reverse("file_create", args=[organisation.slug, dataset.uuid])
    token = editor.get(address).context["form"].initial["creation_token"]

    response = upload(editor, address, FIRST, creation_token=token)

    file = DataFile.objects.get()
    distribution = file.distribution
    assert response["Location"] == reverse(
        "distribution_edit", args=[organisation.slug, dataset.uuid, distribution.uuid]
    )
    assert file.path == f"/grums/filer/{file.uuid}/sjoar-i-grums.csv"
    assert distribution.download_url == [f"http://127.0.0.1:8000{file.path}"]
    assert distribution.access_url == distribution.download_url[0]
    assert (distribution.format, distribution.byte_size) == ("text/csv", len(FIRST))
    assert distribution.modified == timezone.localdate().isoformat()
    assert [each["checksum_value"] for each in distribution.checksum] == [file.latest.sha1]
    page = editor.get(response["Location"])
    assert "decimalkomma" in words(page) and "Åsjön" in words(page)
    assert words(page).count("Ifyllt från filen.") == 5, "not said at each field that is no row"
    assert 'enctype="multipart/form-data"' in editor.get(place(dataset, "file_page")).content.decode()

    upload(editor, address, FIRST, creation_token=token)
    assert (Distribution.objects.filter(dataset=dataset).count(), FileVersion.objects.count()) == (2, 1)
    assert len(names_kept()) == 1

    stranger = client_of(None)
    assert (got(stranger, file).status_code, got(editor, file).body) == (404, FIRST)
    Distribution.objects.filter(pk=distribution.pk).update(license="http://creativecommons.org/publicdomain/zero/1.0/")
    publish(make_administrator(), record=dataset, visibility="public")
    assert got(stranger, file).body == FIRST
    public = stranger.get(reverse("dataset", args=[organisation.slug, dataset.uuid]))
    assert "Visa de första raderna" in words(public) and "Åsjön" in words(public)


def test_bytes_are_served_so_that_they_harm_nobody(organisation):
    file = published_with_file(organisation)
    stranger = client_of(None)

    answer = got(stranger, file)

    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Content-Disposition"] == 'attachment; filename="sjoar.csv"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (answer["Cache-Control"], answer["Content-Length"]) == ("public, no-cache", str(len(FIRST)))
    assert "Set-Cookie" not in answer and "Cookie" not in answer.get("Vary", "")
    etag = answer["ETag"]
    assert got(stranger, file, if_none_match=etag).status_code == 304
    assert got(stranger, file, if_modified_since=answer["Last-Modified"]).status_code == 304
    part = got(stranger, file, range="bytes=2-5", if_range=etag)
    assert (part.status_code, part.body, part["Content-Range"]) == (206, FIRST[2:6], f"bytes 2-5/{len(FIRST)}")
    assert got(stranger, file, range="bytes=2-5", if_range='"other"').body == FIRST
    beyond = got(stranger, file, range="bytes=9999-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(FIRST)}")
    head = stranger.head(file.path)
    assert (head.content, head["Content-Length"], head["ETag"]) == (b"", str(len(FIRST)), etag)
    assert stranger.options(file.path)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert stranger.post(file.path).status_code == 405


def test_the_proxy_sends_the_bytes_where_there_is_one(organisation, settings):
    settings.FILE_ACCEL_PREFIX = "/_files"
    file = published_with_file(organisation)

    answer = got(client_of(None), file)

    assert answer["X-Accel-Redirect"] == f"/_files/{file.served.storage_name}"
    assert (answer.body, answer["Content-Type"]) == (b"", MEDIA_TYPE)
    assert got(client_of(None), file, if_match=file.served.etag).body == FIRST


def test_other_names_and_address_parts_lead_to_the_address(organisation):
    file = published_with_file(organisation)
    stranger = client_of(None)

    for path in (f"/grums/filer/{file.uuid}/annat.exe", f"/gamla-grums/filer/{file.uuid}/sjoar.csv"):
        assert (stranger.get(path).status_code, stranger.get(path)["Location"]) == (301, file.path)
    assert stranger.get(f"/grums/filer/{file.uuid}/../../x.csv").status_code == 404


def test_a_new_version_counts_at_once_or_with_the_draft(editor, organisation):
    file = published_with_file(organisation)
    dataset, stranger = file.dataset, client_of(None)
    page = place(dataset, "file_page")
    releases = dataset.releases.count()

    upload(editor, page, SECOND, "helt-annat-namn.csv", when="later", note="Tvåsjön är med")
    assert got(stranger, file).body == FIRST
    file.refresh_from_db()
    assert (file.latest.number, file.served.number, file.latest.note) == (2, 1, "Tvåsjön är med")
    assert b"".join(editor.get(place(dataset, "file_version", 2)).streaming_content) == SECOND

    publish(make_administrator(), record=dataset, visibility="public")
    assert got(stranger, file).body == SECOND

    third = SECOND + "Tresjön;3\n".encode()
    response = upload(editor, page, third, when="now")
    assert response.status_code == 302
    answer = got(stranger, file)
    assert (answer.body, dataset.releases.count()) == (third, releases + 2)
    released = Dataset.objects.get(pk=dataset.pk).current_release.node.get("distribution")[0]
    assert released.first("byte_size") in (len(third), str(len(third)))
    assert not Dataset.objects.select_related("current_release").get(pk=dataset.pk).has_changes

    upload(editor, page, third, when="now")
    assert FileVersion.objects.count() == 3, "the same bytes are no new version"

    saved = Dataset.objects.get(pk=dataset.pk)
    save_record(make_administrator(), record=saved, values={"title": {"sv": "Annat"}}, edit_number=saved.edit_number)
    upload(editor, page, FIRST, when="now")
    assert got(stranger, file).body == third, "somebody's unfinished changes were published along"


def test_where_somebody_else_publishes_a_new_version_waits(organisation):
    Organisation.objects.filter(pk=organisation.pk).update(requires_approval=True)
    file = published_with_file(organisation)
    writer = client_of(make_member(organisation, Role.PUBLICIST))

    upload(writer, place(file.dataset, "file_page"), SECOND, when="now")

    assert got(client_of(None), file).body == FIRST
    assert DataFile.objects.get().latest.sha256 != file.served.sha256


def test_old_versions_come_back_and_the_oldest_go(editor, organisation, settings):
    settings.FILE_VERSIONS_KEPT = 2
    file = published_with_file(organisation)
    page = place(file.dataset, "file_page")
    for number in range(2, 6):
        upload(editor, page, FIRST + f"Sjö {number};{number}\n".encode(), when="later")
    assert list(file.versions.order_by("number").values_list("number", flat=True)) == [1, 4, 5]

    editor.post(place(file.dataset, "file_restore", 1))

    file.refresh_from_db()
    assert (file.latest.number, file.latest.restored_number, file.latest.sha1) == (6, 1, file.served.sha1)
    assert Distribution.objects.get(pk=file.distribution_id).byte_size == len(FIRST)
    assert "Samma som version 1." in words(editor.get(page))
    assert editor.post(place(file.dataset, "file_restore", 4)).status_code == 404
    clean_files(timezone.now() + timedelta(hours=2))
    assert len(names_kept()) == FileVersion.objects.values("storage_name").distinct().count() == 2
    assert got(client_of(None), file).body == FIRST


def test_who_reads_what_is_internal_withdrawn_or_removed(editor, organisation):
    file = published_with_file(organisation, visibility="internal")
    stranger, colleague = client_of(None), client_of(make_member())
    assert [got(each, file).status_code for each in (stranger, colleague, editor)] == [404, 200, 200]
    assert got(colleague, file)["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in got(colleague, file)

    publish(make_administrator(), record=file.dataset, visibility="public")
    assert got(stranger, file).status_code == 200
    withdraw(make_administrator(), record=file.dataset)
    assert [got(each, file).status_code for each in (stranger, colleague, editor)] == [410, 410, 200]


def test_a_published_file_is_removed_in_two_steps(editor, organisation):
    file = published_with_file(organisation)
    remove = place(file.dataset, "file_remove")
    assert editor.post(remove).status_code == 409

    editor.post(remove, {"unlink": ""})
    distribution = Distribution.objects.get(pk=file.distribution_id)
    assert (distribution.download_url, distribution.byte_size, distribution.checksum) == ([], None, [])
    assert distribution.access_url.startswith("https://data.example.com/"), "what was typed is kept"
    assert got(client_of(None), file).body == FIRST

    publish(make_administrator(), record=file.dataset, visibility="public")
    assert editor.post(remove).status_code == 302
    assert (got(client_of(None), file).status_code, got(editor, file).status_code) == (410, 410)
    clean_files(timezone.now() + timedelta(hours=2))
    assert names_kept() == []


def test_a_file_without_distribution_is_served_until_published_without_and_then_forgotten(organisation):
    file = published_with_file(organisation)
    dataset = file.dataset
    remove_distribution(make_administrator(), distribution=file.distribution)
    assert got(client_of(None), file).body == FIRST
    later = timezone.now() + FORGOTTEN_AFTER + timedelta(days=1)
    clean_files(later)
    assert got(client_of(None), file).body == FIRST

    withdraw(make_administrator(), record=dataset)
    clean_files(timezone.now())
    assert names_kept() != []
    clean_files(later)
    assert (names_kept(), DataFile.objects.kept().count()) == ([], 0)
    assert got(client_of(None), file).status_code == 410


def refused(client: Client, address: str, said: str, content: bytes = FIRST, name: str = "a.csv", **typed) -> None:
    before = FileVersion.objects.count(), Distribution.objects.count(), names_kept()
    response = upload(client, address, content, name, note="Det jag skrev", **typed)
    assert response.status_code == 422
    assert said in words(response)
    assert response.context["form"].errors_listed()[0][0] == "id_file"
    if "id_note" in response.content.decode():
        assert "Det jag skrev" in response.content.decode()
    assert (FileVersion.objects.count(), Distribution.objects.count(), names_kept()) == before


def test_what_is_not_taken_leaves_nothing_behind(editor, organisation, settings, tmp_path, monkeypatch):
    dataset = make_dataset(organisation)
    page, new = place(dataset, "file_page"), reverse("file_create", args=[organisation.slug, dataset.uuid])
    refused(editor, page, "stämmer inte med namnet", b"MZ\x90\0", "../../a.csv")
    refused(editor, new, "Filer av det slaget tas inte emot", b"<html>", "a.html")
    assert "Välj en fil först." in words(editor.post(page, {}))
    settings.FILE_SIZE_LIMIT = 1000
    refused(editor, page, "Filen är för stor", b"a;b\n" * 100_000)
    settings.FILE_SIZE_LIMIT = 1_000_000
    settings.FILE_QUOTA = 10
    refused(editor, new, "har bara 10")
    settings.FILE_QUOTA = 1_000_000
    settings.FILE_SCANNER = "false"
    refused(editor, page, "Viruskontrollen stoppade filen")
    settings.FILE_SCANNER = ""
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", no_room)
        refused(editor, page, "gick inte att spara just nu")
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "is" / "away"
    refused(editor, page, "gick inte att ta emot just nu")
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploading"
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []

    upload(editor, page, FIRST)
    refused(editor, page, "en .csv-fil", b"Text", "a.txt")
    settings.FILE_UPLOADS_PER_HOUR = 1
    assert upload(editor, page, SECOND).status_code == 429
    assert FileVersion.objects.count() == 1


def no_room(*_arguments) -> None:
    raise OSError(28, "No space left on device")


def test_a_form_without_its_token_uploads_nothing(organisation):
    person = make_member(organisation, Role.REDAKTOR)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    dataset = make_dataset(organisation)

    assert upload(strict, place(dataset, "file_page"), FIRST).status_code == 403
    anonymous = upload(client_of(None), place(dataset, "file_page"), FIRST)
    assert anonymous["Location"].startswith(reverse("account_login"))
    assert FileVersion.objects.count() == 0


def test_what_the_scanner_has_not_answered_about_is_not_handed_out(editor, organisation, settings):
    settings.FILE_SCANNER = "sh -c 'exit 7'"
    file = published_with_file(organisation)
    assert file.served.scan == "waiting"
    answer = got(client_of(None), file)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "60", "no-store")
    assert scan_waiting() == 0

    settings.FILE_SCANNER = "true"
    assert scan_waiting() == 1
    assert got(client_of(None), file).body == FIRST
    FileVersion.objects.update(scan="waiting")
    settings.FILE_SCANNER = "false"
    scan_waiting()
    assert (got(client_of(None), file).status_code, got(editor, file).status_code) == (404, 404)


def test_a_draft_takes_its_file_along_to_another_base_and_into_the_bin(organisation):
    dataset = make_dataset(organisation)
    file = make_file(dataset, FIRST)

    change_base("https://data.example.se")
    distribution = Distribution.objects.get(pk=file.distribution_id)
    assert distribution.download_url == [f"https://data.example.se{file.path}"]
    assert distribution.access_url.startswith("https://data.example.com/")

    discard_draft(make_administrator(), record=dataset)
    clean_files(timezone.now() + timedelta(hours=2))
    assert (DataFile.objects.count(), names_kept()) == (0, [])


def test_lost_bytes_are_said_and_not_a_broken_page(organisation):
    file = published_with_file(organisation)
    file_storage().delete(file.served.storage_name)

    assert got(client_of(None), file).status_code == 503


def test_what_a_killed_upload_left_is_removed_after_a_day(settings):
    left = settings.FILE_UPLOAD_TEMP_DIR / "tmpx.upload.csv"
    left.write_bytes(b"halv")
    file_storage().save("ab/unnamed", io.BytesIO(b"utan rad"))

    clean_files(timezone.now() + timedelta(minutes=30))
    assert left.exists() and names_kept()
    clean_files(timezone.now() + timedelta(days=2))
    assert not left.exists() and not names_kept()
