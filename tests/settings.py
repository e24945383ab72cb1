"""The settings under test: the product's own, with a folder that goes away and without what makes tests slow.

Only what a test run needs differs from config/settings.py; a test that wants another value sets it itself.
`DATABASE_URL` and `REDIS_URL` choose database and broker here as they do in production.
"""

import atexit
import os
import shutil
import tempfile

# What the surroundings may have set for a running installation must not reach the tests.
for _name in ("ALLOWED_HOSTS", "DEBUG", "EMAIL_URL", "MAIL_FROM", "MAIN_PUBLISHER", "PORT", "SECURITY_CONTACT"):
    os.environ.pop(_name, None)
for _name in ("PORTAL_API_URL", "PORTAL_DATASET_URL", "PORTAL_USER_AGENTS", "VISITS_DIR"):
    os.environ.pop(_name, None)
for _name in (
    "FETCH_BACK_BASE_URL",
    "LINK_CHECKS",
    "LINK_CHECK_PAUSE",
    "LINK_CHECK_SECONDS",
    "FILE_ACCEL_PREFIX",
    "FILE_DIR",
    "FILE_SCANNER",
    "FILE_STORAGE_URL",
    "LOG_LEVEL",
    "OUTSIDE_ALLOWED_HOSTS",
    "PUBLIC_BASE_URL",
    "SNAPSHOT_DIR",
    "SNAPSHOT_STORAGE_URL",
    "TRUSTED_PROXY_COUNT",
):
    os.environ.pop(_name, None)

# One folder for each process, so that parallel runs never meet.
_folder = tempfile.mkdtemp(prefix="oppna-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["DATA_DIR"] = _folder
os.environ["SECRET_KEY"] = "only-for-tests-" * 4
os.environ["FETCH_BACK"] = "false"  # a test that fetches back has a server of its own for it

from config.settings import *  # noqa: E402, F403
from config.settings import DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tasks are sent into the memory of this process. A test with a worker starts one, with the product's settings.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in an installation: the shared memory database of Django's default knows no waiting for a lock.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
SCHEDULED_WORKS = []  # a thread of its own would not see what a test has written
