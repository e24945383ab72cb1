"""Finished bytes as files, found without the database.

::

    building/<feed>-<claim>/     candidates that are being written
    objects/<sha256>.<suffix>    finished bytes under the name of their own hash, each encoding a file; never changed
    current/<slug>.json          the pointer: which objects an address answers with now

A pointer is one of three: a *snapshot*; ``{"redirect": "<slug>"}`` at a former address; ``{"pending": true}`` at an
address that has nothing to answer with yet. It is only ever exchanged as a whole, a snapshot never for an older one.

``objects`` and ``current`` can have their like elsewhere, in an S3-compatible storage that several machines share. Then
the folder is a cache of it, and what is in the folder is enough to answer.

Nothing here knows of the database, of RDF or of requests.
"""

from harvesting.store.pointers import (
    COMBINED,
    Document,
    NewerInPlace,
    Pending,
    Pointer,
    Redirect,
    Representation,
    collected_name,
    document_from_json,
    documents_from_json,
)
from harvesting.store.store import Store

__all__ = [
    "COMBINED",
    "Document",
    "NewerInPlace",
    "Pending",
    "Pointer",
    "Redirect",
    "Representation",
    "Store",
    "collected_name",
    "document_from_json",
    "documents_from_json",
]
