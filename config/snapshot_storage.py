"""From the address of a storage for snapshots to an entry of Django's STORAGES. Pure."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

_FORM = "s3://bucket/prefix?endpoint_url=https://storage.example.org&region=name"
# In the address, and as Django's storage calls it.
_OPTIONS = {"endpoint_url": "endpoint_url", "region": "region_name"}


def snapshot_storage(url: str, folder: Path) -> dict[str, object]:
    """The folder alone without an address. Raises ImproperlyConfigured for an address of another form."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    try:
        parts = urlsplit(url)
        given = parse_qs(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as fault:
        raise _other_form(str(fault)) from fault
    if parts.scheme != "s3" or not parts.netloc:
        raise _other_form("it begins with s3:// and the name of a bucket")
    if "@" in parts.netloc:
        raise _other_form("credentials do not belong in it; they are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    unknown = sorted(set(given) - set(_OPTIONS))
    if unknown:
        raise _other_form(f"after the question mark it knows {' and '.join(_OPTIONS)}, not {', '.join(unknown)}")
    options = {_OPTIONS[name]: values[-1] for name, values in given.items()}
    if urlsplit(options.get("endpoint_url", "https://")).scheme not in ("https", "http"):
        raise _other_form("endpoint_url begins with https:// or http://")
    location = {"bucket_name": parts.netloc, "location": parts.path.strip("/")}
    return {"BACKEND": "harvesting.store.s3.SnapshotStorage", "OPTIONS": location | options}


def _other_form(reason: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"SNAPSHOT_STORAGE_URL is not of the form {_FORM}: {reason}.")
