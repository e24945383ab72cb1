"""Finished bytes in an S3-compatible storage: Django's storage of that kind, with what several machines need besides.

Imported by name from the settings alone, so that who has no such storage does not load its libraries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from harvesting.store.disk import CHUNK
from harvesting.store.elsewhere import Listed

_NOT_THERE = {"404", "NoSuchKey", "NotFound"}


class StorageAway(OSError):
    """The storage does not answer, or not as it should."""


class SnapshotStorage(S3Storage):
    """A bucket, or what has a prefix in it. Credentials come from where the AWS libraries look for them."""

    def __init__(self, *, endpoint_url: str | None = None, **options: object) -> None:
        config = Config(
            # A swap waits for its pointer with the feed's row locked: in all no longer than SQLite waits for a lock.
            connect_timeout=2,
            read_timeout=7,
            retries={"total_max_attempts": 2, "mode": "standard"},
            # Others than Amazon have no address for each bucket.
            s3={"addressing_style": "path" if endpoint_url else "auto"},
            # Nor do all know the checksums that newer libraries add. We compare hashes of our own.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        transfer = TransferConfig(use_threads=False)
        super().__init__(endpoint_url=endpoint_url, client_config=config, transfer_config=transfer, **options)

    @cached_property
    def client(self):
        """One for all threads; S3Storage makes one for each, which takes longer than a request."""
        return self.connection.meta.client

    def files(self, folder: str) -> Iterator[Listed]:
        """What is in a folder, as many at a time as the storage lists."""
        prefix = self._normalize_name(f"{folder}/")
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
        with _told(folder):
            for page in pages:
                for each in page.get("Contents", ()):
                    yield Listed(each["Key"].removeprefix(prefix), each["ETag"], each["LastModified"].timestamp())

    def upload(self, name: str, source: Path) -> None:
        """Put a file there; it has the name when all of it has arrived."""
        with _told(name):
            self.client.upload_file(
                str(source), self.bucket_name, self._normalize_name(name), Config=self.transfer_config
            )

    def download(self, name: str) -> Iterator[bytes]:
        """A file's bytes."""
        with _told(name):
            found = self.client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
            yield from found["Body"].iter_chunks(CHUNK)

    def remove(self, name: str) -> None:
        """Take a file away; S3 does not mind when there is none."""
        with _told(name):
            self.client.delete_object(Bucket=self.bucket_name, Key=self._normalize_name(name))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """In Python's own errors, what the three layers of the library say in theirs."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _NOT_THERE:
            raise FileNotFoundError(f"{name} is not in the storage of snapshots") from error
        raise StorageAway(f"the storage of snapshots refused {name}: {error}") from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageAway(f"the storage of snapshots did not answer about {name}: {error}") from error
