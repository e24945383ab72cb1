"""Sending a file that is on the disk: the whole or a part, or word that the client has it already."""

from collections.abc import Mapping
from typing import BinaryIO, TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from catalog.views.ranges import Part, PartOfFile, is_same, requested_part

IF_NONE_MATCH = "HTTP_IF_NONE_MATCH"
CONDITIONS = (IF_NONE_MATCH, "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
# nginx would hold these against the tag and the date of the file, which are not ours.
NOT_FOR_THE_PROXY = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


class NotModified(HttpResponseNotModified):
    """304 without a length. Django would add 0, which is not what a 200 would say (RFC 9110, 8.6); and told the length
    of the 200, some clients wait for bytes that never come."""

    def has_header(self, header: str) -> bool:
        return header.lower() == "content-length" or super().has_header(header)


def conditional(request: HttpRequest, etag: str, last_modified: int) -> HttpResponse | None:
    """304 for who has these bytes already, 412 for who wants other ones."""
    conditions = [name for name in CONDITIONS if name in request.META]
    if not conditions:
        return None
    if conditions == [IF_NONE_MATCH] and request.META[IF_NONE_MATCH] == etag:
        # As harvesters ask. Reading lists of tags takes longer than all the rest of the answer.
        return NotModified()
    answer = get_conditional_response(request, etag=etag, last_modified=last_modified)
    return NotModified() if answer is not None and answer.status_code == 304 else answer


def part_of(request: HttpRequest, size: int, etag: str, last_modified: str | None) -> Part | None:
    """The part that is asked for; None for the whole. Raises NotSatisfiable."""
    wanted = request.META.get("HTTP_RANGE")
    if wanted is None or request.method != "GET":  # ranges are defined for GET alone
        return None
    if not is_same(request.META.get("HTTP_IF_RANGE"), etag, last_modified):
        return None
    return requested_part(wanted, size)


def streamed(file: BinaryIO, size: int, part: Part | None, headers: Mapping[str, str]) -> FileResponse:
    """The whole file or the part, with these headers."""
    content_type = headers["Content-Type"]
    if part is None:
        return saying(FileResponse(file, content_type=content_type), headers)
    response = FileResponse(PartOfFile(file, part), content_type=content_type, status=206)
    about = {"Content-Length": str(part.size), "Content-Range": f"bytes {part.first}-{part.last}/{size}"}
    return saying(response, {**headers, **about})


def saying(response: AnyResponse, headers: Mapping[str, str]) -> AnyResponse:
    """The response with these headers in it."""
    for name, value in headers.items():
        response.headers[name] = value
    return response
