"""The address of an organisation's catalogue, as it is given to the portal and shown to people."""

from django.conf import settings
from django.urls import reverse

from organisations.models import Organisation


def feed_address(organisation: Organisation) -> str:
    """Under its own domain where one is in use, else here. Both answer with the same bytes; the portal needs one.

    Takes the domains from what was prefetched, if they were.
    """
    in_use = next((domain for domain in organisation.domains.all() if domain.is_in_use), None)
    return in_use.feed_address if in_use else settings.PUBLIC_BASE_URL + reverse("feed", args=[organisation.slug])
