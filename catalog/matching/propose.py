"""Weighing a description's words against what recommended datasets are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.matching.swedish import parts, says, stem, words

# A title that has at most so many other words beside the name is about the thing: 'Parkeringsplatser tidsbegränsade'.
_MOST_OTHER_WORDS = 1
_ELSE = "-"
_KEYWORDS_WITHOUT_TITLE = 2  # so many keywords of one kind speak for it where the title does not


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row of the list, as it is looked for: its name and what else such data is called, in any language.

    A name that begins with a minus is of something else that sounds alike: 'e-postadress' is no address of a house.
    """

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """It may be this one. ``share`` (0 to 1) of the title's words speak for it; ``because`` are those words."""

    key: str
    share: float
    because: str


class Matcher:
    """The list, prepared once for any number of descriptions."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        named = [(each.key, name) for each in wanted for name in each.names if not name.startswith(_ELSE)]
        self._names = [(key, tuple(stems)) for key, name in named if (stems := _stems(name))]
        self._others = {stem(name[1:]) for each in wanted for name in each.names if name.startswith(_ELSE)}

    def propose(
        self,
        title: Mapping[str, str],
        keywords: Mapping[str, Sequence[str]] | None = None,
        *,
        leave_out: Iterable[str] = (),
    ) -> list[Proposal]:
        """What the description may be, the likeliest first; of what is about several things, each of them.

        ``title`` and ``keywords`` are by language; ``leave_out`` the words of the organisation's name.
        """
        leave_out = tuple(leave_out)
        found = [each for text in title.values() for each in self._of_title(text, leave_out)]
        if not found and keywords:
            found = self._of_keywords([word for each in keywords.values() for word in each])
        best: dict[str, Proposal] = {}
        for each in found:
            if each.key not in best or each.share > best[each.key].share:
                best[each.key] = each
        return sorted(best.values(), key=lambda each: (-each.share, each.key))

    def _of_title(self, title: str, leave_out: tuple[str, ...]) -> list[Proposal]:
        # What a title is about stands before its first preposition: 'Vattentemperatur vid badplatser' is no place.
        about = next(iter(parts(title, leave_out=leave_out)), [])
        return [proposal for thing in about if (proposal := self._of_thing(thing)) is not None]

    def _of_thing(self, thing: Sequence[str]) -> Proposal | None:
        """The name that takes up most of the words. Between equals the longer name: it says more."""
        if any(stem(word) in self._others for word in thing):
            return None
        best: tuple[tuple[int, int], Proposal] | None = None
        for key, stems in self._names:
            saying = [next((word for word in thing if says(word, wanted)), None) for wanted in stems]
            if None in saying or len(thing) - len(set(saying)) > _MOST_OTHER_WORDS:
                continue
            rank = (len(set(saying)), sum(map(len, stems)))
            if best is None or rank > best[0]:
                best = rank, Proposal(key, len(set(saying)) / len(thing), " ".join(dict.fromkeys(saying)))
        return best[1] if best else None

    def _of_keywords(self, keywords: Sequence[str]) -> list[Proposal]:
        said: dict[str, set[str]] = {}
        for keyword in keywords:
            stems = tuple(_stems(keyword))
            for key, name in self._names:
                if stems == name:
                    said.setdefault(key, set()).add(keyword)
        share = 1 / (1 + len(keywords))
        return [
            Proposal(key, share * len(found), ", ".join(sorted(found)))
            for key, found in said.items()
            if len(found) >= _KEYWORDS_WITHOUT_TITLE
        ]


def _stems(name: str) -> list[str]:
    """The words of a name that a title has to say."""
    told = [word for part in parts(name)[:1] for thing in part for word in thing]
    return [stem(word) for word in told or words(name)]
