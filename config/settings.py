"""All settings, from the environment, with defaults that work on one machine.

Every variable read here is described in docs/configuration.md; a test holds the two together.
"""

import logging
import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import environ

from config.snapshot_storage import file_storage, snapshot_storage

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where things are kept -------------------------------------------------------------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SNAPSHOT_DIR = Path(env.str("SNAPSHOT_DIR", default=str(DATA_DIR / "snapshots")))
# Where finished catalogues are kept besides, for web servers on other machines; SNAPSHOT_DIR is then a cache of it.
SNAPSHOT_STORAGE_URL = env.str("SNAPSHOT_STORAGE_URL", default="")
# Where the proxy in front finds SNAPSHOT_DIR by an internal address; then it hands out the feeds' files itself.
FEED_ACCEL_PREFIX = env.str("FEED_ACCEL_PREFIX", default="").rstrip("/")
# Where requests for feeds are noted until they are gathered.
VISITS_DIR = Path(env.str("VISITS_DIR", default=str(DATA_DIR / "visits")))

# Where organisations' data files are kept: a folder, or an S3-compatible storage instead of it.
FILE_DIR = Path(env.str("FILE_DIR", default=str(DATA_DIR / "files")))
FILE_STORAGE_URL = env.str("FILE_STORAGE_URL", default="")
# Where the proxy in front finds FILE_DIR by an internal address; then it hands out the data files itself.
FILE_ACCEL_PREFIX = env.str("FILE_ACCEL_PREFIX", default="").rstrip("/")
_MEGABYTE = 1024 * 1024
FILE_SIZE_LIMIT = env.int("FILE_MEGABYTES", default=50) * _MEGABYTE
FILE_QUOTA = env.int("FILE_QUOTA_MEGABYTES", default=2000) * _MEGABYTE  # of one organisation
FILE_VERSIONS_KEPT = env.int("FILE_VERSIONS_KEPT", default=5)
FILE_UPLOADS_PER_HOUR = env.int("FILE_UPLOADS_PER_HOUR", default=60)  # of one person
# A command or the address of a clamd; see catalog/files/scanner.py.
FILE_SCANNER = env.str("FILE_SCANNER", default="")

# --- Who we are ------------------------------------------------------------------------------------------------------

PORT = env.int("PORT", default=8000)
# The address that people and machines use. It is the start of the IRIs of records that are made from now on.
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
_public = urlsplit(PUBLIC_BASE_URL)
IS_HTTPS = _public.scheme == "https"
# Whether every new version of a feed is fetched from its public address and compared, and another name for that
# address where it is not reached by its own.
_is_loopback = (_public.hostname or "") in ("localhost", "::1") or (_public.hostname or "").startswith("127.")
FETCH_BACK = env.bool("FETCH_BACK", default=not _is_loopback)
FETCH_BACK_BASE_URL = env.str("FETCH_BACK_BASE_URL", default="").rstrip("/")
# Hosts with ports from which typed addresses may be fetched though they are not public, or on another port than 80 and
# 443: our own, and servers for trying things out.
_own_host = f"{_public.hostname}:{_public.port or (443 if IS_HTTPS else 80)}"
OUTSIDE_ALLOWED_HOSTS = env.list("OUTSIDE_ALLOWED_HOSTS", default=[_own_host])
# Whether the addresses in what is published are tested week by week; what somebody asks for is tested in any case.
LINK_CHECKS = env.bool("LINK_CHECKS", default=not _is_loopback)
LINK_CHECK_PAUSE = env.float("LINK_CHECK_PAUSE", default=2.0)  # seconds between two requests to the same host
LINK_CHECK_SECONDS = env.float("LINK_CHECK_SECONDS", default=15.0)  # for one request, redirects included

SITE_NAME = "Öppna Mellansverige"
# Short name (address part) of the organisation that publishes the catalogue of all.
MAIN_PUBLISHER = env.str("MAIN_PUBLISHER", default="region-orebro-lan")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
SECURITY_TXT_EXPIRES = date.fromisoformat(env.str("SECURITY_TXT_EXPIRES", default="2027-10-31"))
# Who runs this installation, and whom people ask about it.
OPERATOR_NAME = env.str("OPERATOR_NAME", default="Exempelförvaltaren (demonstration)")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="kontakt@example.org")
# A JSON file; without it the example in pages/data stands in, and says so.
_statement = env.str("ACCESSIBILITY_STATEMENT", default="")
ACCESSIBILITY_STATEMENT = Path(_statement) if _statement else None
# The authority that supervises the law on accessibility, and where it takes complaints.
SUPERVISOR_NAME = env.str("SUPERVISOR_NAME", default="Myndigheten för digital förvaltning (Digg)")
SUPERVISOR_URL = env.str("SUPERVISOR_URL", default="https://www.digg.se/tdosanmalan")
# The national portal's public register, asked whether what was published has arrived; empty: nobody is asked.
PORTAL_API_URL = env.str("PORTAL_API_URL", default="").rstrip("/")
PORTAL_DATASET_URL = env.str("PORTAL_DATASET_URL", default="https://www.dataportal.se/datasets/{context}_{entry}")
# What the name of the portal's harvester has in it.
PORTAL_USER_AGENTS = env.list("PORTAL_USER_AGENTS", default=["dataportal.se", "entrystore", "entryscape"])
# Whether every page says that what it shows is an example.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)

# Work that the scheduler begins now and then beside its rounds: functions that see themselves whether they are due.
# Here, since the scheduler may not know the packages that they are in.
SCHEDULED_WORKS = ["coverage.measures.taking.take_if_due"]

# --- Django ----------------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_public.hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL] if IS_HTTPS else []


def _secret_key() -> str:
    """The key from the environment, else one of this installation's own, made once and kept beside its data."""
    if given := env.str("SECRET_KEY", default=""):
        return given
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        fresh = kept.with_name(f"secret_key.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, kept)  # the first of several processes wins
        except FileExistsError:
            logging.getLogger(__name__).info("another process made the secret key first")
        fresh.unlink()
    return kept.read_text().strip()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "django_htmx",
    "organisations",
    "catalog",
    "harvesting",
    "coverage",
    "pages",
]

MIDDLEWARE = [
    "harvesting.own_domain.OwnDomainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pages.language.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.site",
            ],
        },
    }
]

# --- Database, broker, cache -----------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults lose concurrent writes to "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3

# Sessions and rate limits live in the database: a stopped broker never stops a page.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 1,
        "socket_timeout": 2,
        "visibility_timeout": 600,
        # Whoever publishes must not wait for a broker that is away: without these, six seconds.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    }
else:
    _broker = DATA_DIR / "broker"
    for _folder in ("queue", "processed", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "processed_folder": str(_broker / "processed"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.1,  # seconds; one task a second otherwise
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = ["organisations.accounts.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "organisations.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that was sent to it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
SESSION_COOKIE_AGE = 60 * 60 * 12

EMAIL_URL = env.str("EMAIL_URL", default="consolemail://")
vars().update(environ.Env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"Öppna Mellansverige <noreply@{_public.hostname}>")

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
FORMAT_MODULE_PATH = "config.formats"

# --- Files and headers -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "snapshots": snapshot_storage(SNAPSHOT_STORAGE_URL, SNAPSHOT_DIR),
    "files": file_storage(FILE_STORAGE_URL, FILE_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A file that is being uploaded: on a disk, and not where memory plays disk.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploading"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "pages.errors.expired_form"
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Probes come from inside, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

# --- Logging ---------------------------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
}
