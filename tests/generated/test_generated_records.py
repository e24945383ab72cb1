"""What the forms take, whatever it is, makes feeds that no judge complains of.

A fresh seed each time, which is printed; ``--generated-seed`` repeats a run. ``--generated 2000`` is the full run:
``bin/test tests/generated --generated 2000``. What a judge complains of becomes a test of its own, with what was typed.
"""

import json
from random import Random, SystemRandom

import pytest

from catalog.models import Record, Release
from dcat.negotiation import Choice
from dcat.profile import DCAT_AP
from harvesting.build import build
from harvesting.contents import contents_of
from harvesting.models import Feed, Snapshot
from harvesting.segments.making import LISTED_AS
from harvesting.sweep import sweep
from organisations.models import Role
from tests.factories import make_member, make_organisation
from tests.generated.judges import (
    european_complaints,
    harvesting_complaints,
    high_value_complaints,
    own_complaints,
    template_complaints,
)
from tests.generated.writing import Desk, Written
from tests.harvesting.factories import make_main_publisher
from tests.harvesting.reading import feed_bytes, graph_of

pytestmark = pytest.mark.django_db

BATCH = 50  # records of one organisation


def test_no_judge_complains_of_what_the_forms_take(request):
    count = request.config.getoption("--generated")
    seed = request.config.getoption("--generated-seed") or SystemRandom().randrange(1, 1_000_000)
    print(f"\nseed {seed}, {count} records: repeat with --generated-seed {seed} --generated {count}")
    make_main_publisher()
    published = written = 0
    for batch in range(0, count, BATCH):
        result = write_and_judge(f"Prövby {batch} kommun", Random(f"{seed}/{batch}"), min(BATCH, count - batch))
        published, written = published + len(result.published), written + len(result.typed)
        print(f"{written} saved, {published} published", flush=True)
    assert published > count / 4, "too little was published to show anything"


def write_and_judge(name: str, chance: Random, count: int) -> Written:
    """One organisation's worth."""
    organisation = make_organisation(name)
    written = Desk(organisation, make_member(organisation, Role.ORGANISATIONSANSVARIG), chance).write(count)
    sweep()
    feed = Feed.objects.get(organisation=organisation)
    build(feed.pk, trigger=Snapshot.Trigger.COMMAND)
    feed.refresh_from_db()
    assert (feed.last_error, feed.left_out) == ({}, [])
    complaints = list(complaints_about(feed))
    assert complaints == [], "\n".join(_told(written, *each) for each in complaints[:5])
    return written


def complaints_about(feed: Feed):
    """What all judges say of the feed in both profiles."""
    data = feed_bytes(feed)
    graph = graph_of(data)
    contents = contents_of(feed)
    releases = Release.objects.filter(pk__in=contents.releases()).exclude(class_name=Record.ClassName.CATALOG)
    nodes = [release.node for release in releases]
    listed = {
        name: tuple(node.iri for node in nodes if LISTED_AS.get(node.class_name) == name)
        for name in set(LISTED_AS.values())
    }
    yield from harvesting_complaints(data, {iri for iris in listed.values() for iri in iris})
    yield from template_complaints(graph)
    yield from own_complaints(graph)
    nodes.insert(0, contents.catalogues[0].head.replace(**listed))
    yield from european_complaints(graph_of(feed_bytes(feed, Choice(DCAT_AP).name)))
    yield from high_value_complaints(nodes)


def _told(written: Written, iri: str, complaint: str) -> str:
    """A complaint with what somebody typed to bring it about."""
    typed = next((typed for about, typed in written.typed.items() if iri.startswith(about)), {})
    return f"{iri}\n  {complaint}\n  {json.dumps(typed, ensure_ascii=True)}"
