"""A file on its way in: onto the disk, never into memory, and not a byte more than is allowed."""

import logging

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

log = logging.getLogger(__name__)


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Gives up when the file is too large or the disk is full; what had arrived is removed.

    The rest is still read and thrown away, since a browser only listens when it has sent everything.
    """

    def __init__(self, request: HttpRequest, *, most: int) -> None:
        super().__init__(request)
        self._most = most
        self._arrived = 0
        self._files = 0
        self.is_too_large = False
        self.has_failed = False

    def new_file(self, *args, **kwargs) -> None:
        """One file in a request: what comes with it is thrown away."""
        self._files += 1
        if self._files > 1:
            raise StopUpload(connection_reset=False)
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._fail(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what has come."""
        self._arrived += len(raw_data)
        if self._arrived > self._most:
            self.is_too_large = True
            self._remove()
            raise StopUpload(connection_reset=False)
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._remove()
            self._fail(fault)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, when all of it is on the disk."""
        try:
            return super().file_complete(file_size)
        except OSError as fault:
            self._remove()
            self._fail(fault)

    def _fail(self, fault: OSError) -> None:
        log.error("an uploaded file could not be written: %s", fault)
        self.has_failed = True
        raise StopUpload(connection_reset=False)

    def _remove(self) -> None:
        if file := getattr(self, "file", None):
            file.close()
