"""From the address of a storage for snapshots, or for data files, to an entry of Django's STORAGES. Pure."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

_FOLDER = "django.core.files.storage.FileSystemStorage"
_FORM = "s3://bucket/prefix?endpoint_url=https://storage.example.org&region=name"
# In the address, and as Django's storage calls it.
_OPTIONS = {"endpoint_url": "endpoint_url", "region": "region_name"}
_IN_MEMORY = 5_000_000  # bytes of a file; the rest waits on the disk


def snapshot_storage(url: str, folder: Path) -> dict[str, object]:
    """The folder alone without an address. Raises ImproperlyConfigured for an address of another form."""
    if not url:
        return {"BACKEND": _FOLDER, "OPTIONS": {"location": folder}}
    return {"BACKEND": "harvesting.store.s3.SnapshotStorage", "OPTIONS": _options(url, "SNAPSHOT_STORAGE_URL")}


def file_storage(url: str, folder: Path) -> dict[str, object]:
    """The same for data files: the folder, or the storage in the place of it."""
    if not url:
        return {"BACKEND": _FOLDER, "OPTIONS": {"location": folder}}
    # What is read from it waits on the disk, not in memory, and is never found at an address of the storage's own.
    kept = {"max_memory_size": _IN_MEMORY, "file_overwrite": False, "default_acl": None, "querystring_auth": True}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _options(url, "FILE_STORAGE_URL") | kept}


def _options(url: str, name: str) -> dict[str, object]:
    try:
        parts = urlsplit(url)
        given = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as fault:
        raise _other_form(name, str(fault)) from fault
    if parts.scheme != "s3" or not parts.netloc:
        raise _other_form(name, "it begins with s3:// and the name of a bucket")
    if "@" in parts.netloc:
        raise _other_form(name, "credentials do not belong in it; they are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    unknown = sorted(set(given) - set(_OPTIONS))
    if unknown:
        raise _other_form(name, f"after the question mark it knows {' and '.join(_OPTIONS)}, not {', '.join(unknown)}")
    options = {_OPTIONS[name]: values[-1] for name, values in given.items()}
    if urlsplit(options.get("endpoint_url", "https://")).scheme not in ("https", "http"):
        raise _other_form(name, "endpoint_url begins with https:// or http://")
    return {"bucket_name": parts.netloc, "location": parts.path.strip("/")} | options


def _other_form(name: str, reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is not of the form {_FORM}: {reason}.")
