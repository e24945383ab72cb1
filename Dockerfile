# One image for web, worker, scheduler and the one-off preparation; docker-compose.yml says which command it runs.

FROM python:3.13-slim AS packages
COPY requirements.lock /tmp/requirements.lock
RUN python -m venv /opt/packages \
    && /opt/packages/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock

FROM python:3.13-slim
ENV PATH=/opt/packages/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    DATA_DIR=/var/lib/catalogue
# The folders exist and belong to the user, so that named volumes put on them do too.
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin catalogue \
    && install -d -o catalogue -g catalogue /var/lib/catalogue /var/lib/catalogue/snapshots /var/lib/catalogue/files
COPY --from=packages /opt/packages /opt/packages
COPY . /srv/catalogue
WORKDIR /srv/catalogue
RUN python -m compileall -q .
USER catalogue
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "config.wsgi:application", "--config", "deploy/gunicorn.py", "--bind", "0.0.0.0:8000"]
