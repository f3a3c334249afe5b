"""Write requirements.lock and requirements-dev.lock: exact versions of everything that pip would install.

Reads the reports of `pip install --dry-run --report` for the package and for the package with its `dev` extra.
"""

import json
import sys
from pathlib import Path

HEAD = (
    "# Exact versions for `make`; renew with `make lock`. No index is named: pip uses the one that it is set up with.\n"
)


def pins(report: str) -> dict[str, str]:
    """Name and version of each distribution in a report, without the project itself."""
    installed = json.loads(Path(report).read_text(encoding="utf-8"))["install"]
    found = {i["metadata"]["name"].lower().replace("_", "-"): i["metadata"]["version"] for i in installed}
    return {name: version for name, version in sorted(found.items()) if name != "communique"}


def write(path: str, wanted: dict[str, str]) -> None:
    """Write one lock file."""
    lines = "".join(f"{name}=={version}\n" for name, version in wanted.items())
    Path(path).write_text(HEAD + lines, encoding="utf-8")


runtime, everything = pins(sys.argv[1]), pins(sys.argv[2])
write("requirements.lock", runtime)
write("requirements-dev.lock", {name: v for name, v in everything.items() if name not in runtime})
