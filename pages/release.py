"""Which program and version this is, as pyproject.toml says. Read once, when the process starts."""

import tomllib

from django.conf import settings

_project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text())["project"]
NAME: str = _project["name"]
VERSION: str = _project["version"]
