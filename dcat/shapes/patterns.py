"""The specification's patterns as every engine understands them.

The rows hold them as JavaScript reads them, where ``\\w`` and ``\\d`` are ASCII. SHACL's ``sh:pattern`` is read by
XPath's rules or by whatever the engine is written in: so without groups that don't capture, without looking ahead,
without classes that some take as Unicode, and with the ends of the value written out.
Source: https://www.w3.org/TR/shacl/#PatternConstraintComponent
"""

import re

# In a pattern: an escaped character, the start of a special group, a set, or any one character.
_PARTS = re.compile(r"\\.|\(\?=\.\)|\(\?[:=!<]|\[(?:\\.|[^\]])*\]|.", re.DOTALL)
_CLASSES = {r"\w": "A-Za-z0-9_", r"\d": "0-9"}
_ESCAPED_FOR_NOTHING = {r"\/": "/"}


def portable(pattern: str, before: str = "") -> str:
    """A pattern that matches the whole of what the row's pattern matches, after ``before``.

    >>> portable(r"^\\w+\\/(?:x)?$")
    '^([A-Za-z0-9_]+/(x)?)$'
    """
    within = pattern.removeprefix("^").removesuffix("$")
    return f"^{before}({''.join(_portable(part) for part in _PARTS.findall(within))})$"


def _portable(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        return re.sub(r"\\[wd]", lambda found: _CLASSES[found[0]], part)
    if part in _CLASSES:
        return f"[{_CLASSES[part]}]"
    if part == "(?:":
        return "("
    if part == "(?=.)":
        return ""  # 'something follows': stands in durations only, where the datatype asks for the same
    if part.startswith("(?"):
        raise ValueError(f"no way to say {part!r} that every engine understands")
    return _ESCAPED_FOR_NOTHING.get(part, part)
