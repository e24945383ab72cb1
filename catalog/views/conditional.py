"""Documents for machines that are made when they are asked for: 304 before anything is made, open to everybody."""

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from catalog.views.negotiated import OPEN
from dcat.negotiation import chosen_encoding


def made(
    request: HttpRequest, state: str, content_type: str, make: Callable[[], bytes], *, vary: str = ""
) -> HttpResponse:
    """The document that ``make`` returns, unless who asks has that of the same ``state`` already.

    It may be kept, and is asked for again each time: what is withdrawn is out at once.
    """
    is_packed = chosen_encoding(request.headers.get("Accept-Encoding"), ("gzip",)) == "gzip"
    headers = OPEN | {
        "ETag": f'"{state}{"-gzip" if is_packed else ""}"',
        "Cache-Control": "public, no-cache",
        "Vary": f"{vary}, Accept-Encoding".removeprefix(", "),
    }
    answer = get_conditional_response(request, etag=headers["ETag"])
    if answer is None:
        content = make()
        answer = HttpResponse(gzip.compress(content, mtime=0) if is_packed else content, content_type=content_type)
        if is_packed:
            answer.headers["Content-Encoding"] = "gzip"
    for name, value in headers.items():
        answer.headers[name] = value
    return answer
