"""What breaks in a trial: stored pieces, frozen descriptions, files. Each function says what, or None."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import F

from catalog.models import Catalog, Fragment, Record, Release
from catalog.models.release import hash_of
from harvesting.store import Pointer
from harvesting.swap import feed_store
from harvesting.trials.people import Change
from harvesting.trials.world import World

_CLASSES = Record.ClassName
_HOSTILE = (
    "http://example.org/<b>",
    "javascript:alert(1)",
    "http://example.org/a b",
    "relative",
    "",
    "http://[::1",
    "urn:\x0b",
    "\ufffe]]>\x1f",
    "http://example.org/\ufdd0",
)


def poison(world: World) -> str | None:
    """Change what was published of a record, as a fault of the service or a hand in the database would."""
    classes = [_CLASSES.DATASET] * 6 + [_CLASSES.DATASET_SERIES, _CLASSES.DATA_SERVICE, _CLASSES.CONTACT_POINT]
    classes += [_CLASSES.CATALOG, _CLASSES.AGENT]
    record = world.record(world.chance.choice(classes))
    if record is None:
        return None
    release = record.current_release
    content, how = world.chance.choice(_POISONS)(world, release.content)
    content = json.loads(json.dumps(content).replace("\\u0000", ""))
    Release.objects.filter(pk=release.pk).update(content=content, content_hash=hash_of(content))
    release.fragments.all().delete()
    Catalog.objects.filter(owner=record.organisation_id).update(published_revision=F("published_revision") + 1)
    world.broken.add(release.pk)
    return f"{record.class_name} {record.pk} poisoned: {how}"


def _without(world: World, content: dict) -> tuple[dict, str]:
    name = world.chance.choice(sorted(content["values"]))
    values = {each: value for each, value in content["values"].items() if each != name}
    return content | {"values": values}, f"without {name}"


def _hostile(world: World, content: dict) -> tuple[dict, str]:
    """Another text somewhere in it."""
    places = list(_texts(content["values"]))
    holder, key = world.chance.choice(places)
    holder[key] = world.chance.choice(_HOSTILE)
    return content, f"{key}: {holder[key]!r}"


def _of_no_class(world: World, content: dict) -> tuple[dict, str]:
    return content | {"class": "NoSuchClass"}, "of no class"


def _senseless(world: World, content: dict) -> tuple[dict, str]:
    name = world.chance.choice(sorted(content["values"]))
    return content | {"values": content["values"] | {name: 17}}, f"{name}: 17"


_POISONS = (_without, _without, _hostile, _hostile, _of_no_class, _senseless)


def _texts(value):
    """Where there are texts: the holder of each, and its key in that."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(entries):
        if isinstance(each, str):
            yield value, key
        elif isinstance(each, (dict, list)):
            yield from _texts(each)


def corrupt_fragment(world: World) -> str | None:
    """A stored piece, in any of its columns; the runs that it is in may be made again at once."""
    fragment = world.any_of(list(Fragment.objects.filter(release__current_for__isnull=False).order_by("pk")))
    if fragment is None:
        return None
    column = world.chance.choice(("rdfxml", "ntriples", "documents", "links"))
    value = getattr(fragment, column)
    if column in ("rdfxml", "ntriples"):
        value = _garbled(world, value.encode()).decode("utf-8", "replace").replace("\x00", "")
    else:
        value = world.chance.choice(([], [*value, *value], [{"iri": "x"}], [{}], value[:-1], [17], {"a": 1}))
    Fragment.objects.filter(pk=fragment.pk).update(**{column: value})
    if world.chance.random() < 0.5:
        shutil.rmtree(_folder("segments"), ignore_errors=True)
    return f"{column} of fragment {fragment.pk} corrupted"


def damage_segment(world: World) -> str | None:
    """Any file of one; in an order that does not depend on keys of the database."""
    bodies = sorted(_folder("segments").glob("*/dcat-ap-se.rdf"), key=lambda path: path.read_bytes())
    return _damaged(world, [each for body in bodies for each in sorted(body.parent.iterdir())])


def damage_object(world: World) -> str | None:
    """Any that an address answers with."""
    pointers = (feed_store().read(path.stem) for path in sorted(_folder("current").glob("*.json")))
    named = (each for pointer in pointers if isinstance(pointer, Pointer) for each in pointer.representations)
    return _damaged(world, [feed_store().path(each) for each in named])


def damage_pointer(world: World) -> str | None:
    return _damaged(world, sorted(_folder("current").glob("*.json")))


def lose_folder(world: World) -> str | None:
    """All segments, all finished bytes, or everything."""
    name = world.chance.choice(("segments", "segments", "segments", "objects", "current", "."))
    shutil.rmtree(_folder(name), ignore_errors=True)
    return f"folder {name} lost"


def leave_behind(world: World) -> str | None:
    """What a killed build leaves: half-written candidates and segments."""
    places = [_folder("building") / "1-1", _folder("segments") / ".half.1.1", _folder("segments") / ("0" * 64)]
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        (place / "dcat-ap-se.rdf").write_bytes(b"<rdf:RDF")
    return "left behind: half a build"


def _damaged(world: World, files: Iterable[Path]) -> str | None:
    path = world.any_of([each for each in files if each.is_file()])
    if path is None:
        return None
    how = world.chance.choice(("delete", "garble"))
    if how == "delete":
        path.unlink()
    else:
        path.write_bytes(_garbled(world, path.read_bytes()))
    return f"{how}: {path.relative_to(_folder('.'))}"


def _garbled(world: World, data: bytes) -> bytes:
    """Cut short, emptied, longer, or one byte another one."""
    place = int(world.chance.random() * len(data))
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: data[:place],
        lambda: b"",
        lambda: data + data[place:],
        lambda: data[:place] + bytes([data[place] ^ (1 << world.chance.randrange(8))]) + data[place + 1 :],
        lambda: bytes(world.chance.randrange(256) for _ in range(40)),
    )
    return world.chance.choice(ways)() if data else b"x"


def _folder(name: str) -> Path:
    return Path(settings.SNAPSHOT_DIR) / name


# How often each happens.
DAMAGES: dict[Change, int] = {
    poison: 12,
    corrupt_fragment: 12,
    damage_segment: 10,
    damage_object: 6,
    damage_pointer: 4,
    lose_folder: 3,
    leave_behind: 2,
}
# Those after which finished bytes may be gone.
FILE_DAMAGES = frozenset({damage_object, damage_pointer, lose_folder})
