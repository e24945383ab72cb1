"""The address of a storage for snapshots: what becomes of it, and what is said of one that is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.snapshot_storage import file_storage, snapshot_storage

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path("/somewhere/snapshots")


def test_without_an_address_it_is_the_folder_alone():
    entry = snapshot_storage("", FOLDER)
    assert entry["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert entry["OPTIONS"] == {"location": FOLDER}


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("s3://bucket", {"bucket_name": "bucket", "location": ""}),
        ("s3://bucket/", {"bucket_name": "bucket", "location": ""}),
        ("s3://bucket/a/b/", {"bucket_name": "bucket", "location": "a/b"}),
        (
            "s3://bucket/a?endpoint_url=https://s3.example.org:9000&region=eu-north-1",
            {
                "bucket_name": "bucket",
                "location": "a",
                "endpoint_url": "https://s3.example.org:9000",
                "region_name": "eu-north-1",
            },
        ),
        (
            "s3://bucket?endpoint_url=http%3A%2F%2Fminio%3A9000",
            {"bucket_name": "bucket", "location": "", "endpoint_url": "http://minio:9000"},
        ),
    ],
)
def test_an_address_names_bucket_prefix_server_and_region(url, options):
    assert snapshot_storage(url, FOLDER)["OPTIONS"] == options


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://bucket.example.org/", "begins with s3://"),
        ("s3:bucket", "begins with s3://"),
        ("s3:///prefix", "begins with s3://"),
        ("/var/snapshots", "begins with s3://"),
        ("s3://key:secret@bucket/", "credentials do not belong in it"),
        ("s3://bucket?endpoint=https://s3.example.org", "not endpoint"),
        ("s3://bucket?endpoint_url", "bad query field"),
        ("s3://bucket?endpoint_url=s3.example.org:9000", "begins with https:// or http://"),
        ("s3://[bucket", "Invalid IPv6 URL"),
    ],
)
def test_an_address_that_is_wrong_is_told_so_with_the_form(url, reason):
    with pytest.raises(ImproperlyConfigured, match=reason) as told:
        snapshot_storage(url, FOLDER)
    assert "SNAPSHOT_STORAGE_URL is not of the form s3://bucket/prefix" in str(told.value)
    assert "secret" not in str(told.value)


PROGRAM = """
import django, sys; django.setup()
from django.core.files.storage import storages
import harvesting.swap
storage = storages["snapshots"]
print(type(storage).__name__, getattr(storage, "bucket_name", ""), "boto3" in sys.modules)
"""


@pytest.mark.parametrize(
    ("url", "printed"),
    [("", "FileSystemStorage  False"), ("s3://bucket/prefix", "SnapshotStorage bucket True")],
)
def test_the_settings_take_it_and_load_libraries_only_when_it_is_used(tmp_path, url, printed):
    own = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path), "SNAPSHOT_STORAGE_URL": url}
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 60} | own
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == printed


def test_data_files_have_a_storage_of_the_same_form():
    assert file_storage("", FOLDER) == snapshot_storage("", FOLDER)
    options = file_storage("s3://bucket/files?region=eu-north-1", FOLDER)["OPTIONS"]
    assert (options["bucket_name"], options["location"], options["region_name"]) == ("bucket", "files", "eu-north-1")
    assert options["file_overwrite"] is False
    with pytest.raises(ImproperlyConfigured, match="^FILE_STORAGE_URL is not of the form"):
        file_storage("https://bucket.example.org/", FOLDER)
