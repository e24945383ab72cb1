"""Making the world fit the database: rows for feeds that have none, facts that have changed, files that are missing.

Run in every round of the scheduler. Running it again, or twice at once, changes nothing.
"""

import logging

from django.db import transaction

from catalog.identity import current_base
from catalog.services.catalogue import ensure_catalogue
from harvesting.addresses import catalogue_path, pointer_name
from harvesting.contents.collected import subjects_in_use
from harvesting.contents.facts import facts_of, surroundings
from harvesting.hosts import keep_hosts
from harvesting.models import Feed, Snapshot
from harvesting.store import Pointer
from harvesting.swap import feed_store, pointer_to
from organisations.models import Organisation, OrganisationAddress, OrganisationDomain

log = logging.getLogger(__name__)


def sweep(*, is_thorough: bool = False) -> None:
    """All of it, in the order in which one thing needs the other. ``is_thorough``: every byte is looked at."""
    make_missing_feeds()
    note_changed_facts()
    mend_files(is_thorough=is_thorough)


def make_missing_feeds() -> None:
    """A feed for every organisation, and the feeds that gather what they publish."""
    for organisation in Organisation.objects.filter(feed=None).order_by("pk"):
        with transaction.atomic():
            # One at a time: two sweeps must not both make the catalogue.
            locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
            ensure_catalogue(locked)
            Feed.objects.get_or_create(kind=Feed.Kind.ORGANISATION, organisation=locked)
        log.info("feed of organisation %s made", organisation.pk)
    there = set(Feed.objects.collected().values_list("kind", "subject"))
    for subject in subjects_in_use():
        if (subject.kind, subject.key) not in there:
            iri = current_base() + catalogue_path(subject.kind, subject.address_part)
            values = {"main_catalogue_iri": iri, "address_part": subject.address_part}
            Feed.objects.get_or_create(kind=subject.kind, subject=subject.key, organisation=None, defaults=values)


def note_changed_facts() -> None:
    """Names, numbers and participation stand in the feeds too, and change without a publication."""
    around = surroundings()
    for feed in Feed.objects.all():
        facts = facts_of(feed, around)
        if facts != feed.wanted_facts:
            Feed.objects.filter(pk=feed.pk).update(wanted_facts=facts)


def mend_files(*, is_thorough: bool = False) -> None:
    """Every address has its pointer, every former address leads on, and every pointer's bytes are there.

    So a renamed organisation's feed is at both addresses, and a folder that was lost is filled again. ``is_thorough``:
    the bytes are what they were, too.
    """
    snapshots = {each.feed_id: each for each in Snapshot.objects.current().defer("releases")}
    slugs = set()
    for feed in Feed.objects.select_related("organisation"):
        slug = pointer_name(feed)
        slugs.add(slug)
        try:
            _mend(feed, slug, snapshots.get(feed.pk), is_thorough=is_thorough)
        except TimeoutError:
            raise
        except OSError as error:  # the others' files may be in order
            log.warning("the files of %s could not be mended: %s", feed, error)
    for former in OrganisationAddress.objects.select_related("organisation").exclude(slug__in=slugs):
        feed_store().redirect(former.slug, former.organisation.slug)
    # Also those that are no longer in use: what was given away answers for ever.
    keep_hosts(dict(OrganisationDomain.objects.values_list("host", "organisation__slug")))
    try:
        feed_store().fill()
    except OSError as error:
        log.warning("the storage of snapshots could not be filled: %s", error)


def _mend(feed: Feed, slug: str, snapshot: Snapshot | None, *, is_thorough: bool) -> None:
    store = feed_store()
    present = store.read(slug)
    if is_thorough and isinstance(present, Pointer):
        store.drop_damaged(present)
    if snapshot is None:
        store.announce(slug)
        return
    wanted = pointer_to(snapshot)
    claim = present.claim_number if isinstance(present, Pointer) else 0
    # A build that was killed after it had put its pointer in place has told nobody yet.
    is_untold = wanted.claim_number < claim <= feed.claim_number
    if (present == wanted or is_untold) and store.is_complete(present):
        return
    if claim <= wanted.claim_number and store.is_complete(wanted):
        store.swap(slug, wanted)
        return
    # Lost, damaged, or ahead of the database, as after a restored backup.
    log.warning("the files of %s do not fit the database", feed)
    store.announce(slug)
    _build_again(feed)


def _build_again(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk, claim_number=feed.claim_number).update(built_revision=None, next_attempt_at=None)
