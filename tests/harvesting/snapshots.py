"""Snapshots in the files alone, without any database."""

from dcat.negotiation import choices
from harvesting.store import Pointer, Store
from harvesting.swap import MAIN


def put(store: Store, slug: str, content: bytes = b"<rdf/>", claim_number: int = 1, moment: float = 1e9) -> Pointer:
    """Let an address answer with this main document, and with others that say which ones they are."""
    folder = store.candidate_folder(1, claim_number)
    documents = {}
    for choice in choices():
        path = folder / choice.name
        path.write_bytes(content if choice.name == MAIN else f"{choice.name} of {slug}".encode())
        documents[choice.name] = store.keep(path)
    main = documents.pop(MAIN)
    pointer = Pointer(main, int(moment), 1, claim_number, dataset_count=0, others=documents)
    store.swap(slug, pointer)
    return pointer
