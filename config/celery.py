"""The Celery application. What is due stands in the database; a task only makes it quicker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("oppna_mellansverige")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
