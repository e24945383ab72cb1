"""The child process that parses what comes from outside: bytes on standard input, JSON on standard output.

Whatever a document does to the parser, it does it here, with little time, little memory and no secrets at hand.
Run by ``dcat.reader.foreign``: ``python -m dcat.reader.child SECONDS BYTES_OF_MEMORY``.
"""

import json
import resource
import sys

from dcat.reader.foreign import OUT_OF_MEMORY
from dcat.reader.naming import name_blank_nodes
from dcat.reader.parsing import RELATIVE, parse_leniently
from dcat.reader.refusals import TOO_MUCH, UnreadableDocument
from dcat.reader.statements import from_triples

# Prefixes and entities let a small document say much: what comes out is bounded too.
MOST_CHARACTERS = 400_000_000


def main(seconds: int, memory: int) -> None:
    """Read, parse, answer."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        answer = _answer(sys.stdin.buffer.read())
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _answer(data: bytes) -> dict:
    try:
        form, triples = parse_leniently(data)
        statements = list(from_triples(triples, base=RELATIVE))
        if sum(len(each.subject) + len(each.stated[0]) for each in statements) > MOST_CHARACTERS:
            raise UnreadableDocument(TOO_MUCH, code="too_much")
    except UnreadableDocument as refusal:
        words = {"sv": refusal.message.sv, "en": refusal.message.en}
        return {"refused": words, "code": refusal.code, "line": refusal.line, "fault": refusal.fault}
    named = name_blank_nodes(statements)
    return {
        "format": form,
        # A term is [iri], or [text, language, datatype].
        "statements": [(subject, predicate, list(stated)) for subject, predicate, stated in named.statements],
        "nowhere": [(subject, predicate, list(stated)) for subject, predicate, stated in named.nowhere],
        "made": sorted(named.made),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
