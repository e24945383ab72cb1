"""Why an address is not said to work: codes that are kept with it. Those of harvesting.outside are among them."""

from enum import StrEnum


class LinkReason(StrEnum):
    """What an answer says."""

    NOT_FOUND = "not_found"  # 404
    GONE = "gone"  # 410
    SOFT_NOT_FOUND = "soft_not_found"  # what the host says to addresses that can't exist
    TOO_MANY_REQUESTS = "too_many_requests"  # 429
    SIGN_IN_WANTED = "sign_in_wanted"  # 401, 407
    FORBIDDEN = "forbidden"  # 403, 451
    SERVER_ERROR = "server_error"  # 5xx
    OTHER_STATUS = "other_status"
    # As in harvesting.outside.reasons, which has further ones.
    NO_SUCH_HOST = "no_such_host"
    LOOKUP_FAILED = "lookup_failed"
