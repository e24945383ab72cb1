"""The product as gunicorn serves it, with the addresses of the benchmark beside its own."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
settings.ROOT_URLCONF = "harvesting.benchmarks.urls"

application = get_wsgi_application()
