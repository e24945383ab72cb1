"""One short text that changes whenever anything public does: the entity tag of what is made from releases on request.

What is published or withdrawn raises the organisation's revision; names and address parts change without one.
"""

import json
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from organisations.models import Organisation


def public_state(organisations: QuerySet[Organisation], *others: str | int) -> str:
    """A hash of the state of these organisations, and of what else the document depends on; in one query.

    Asked before the releases are read: what is published in between then has an older tag, and is fetched once more.
    """
    rows = organisations.order_by("pk").values_list("pk", "slug", "name", "catalogue__published_revision")
    return sha256(json.dumps([settings.PUBLIC_BASE_URL, others, list(rows)]).encode()).hexdigest()
