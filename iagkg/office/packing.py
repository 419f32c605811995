"""Pack the parts of an office file: the same parts give the same bytes, whatever the time and the machine."""

import io
import re
import zipfile
from collections.abc import Mapping

__all__ = ["pack", "timeless"]

TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
FIRST_DAY = b"1980-01-01T00:00:00Z"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the archive of the parts, in their order, without times."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()


def timeless(content: bytes) -> bytes:
    """Return an office file without the times of its making."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        parts = {entry.filename: made.read(entry) for entry in made.infolist()}
    if (core := parts.get("docProps/core.xml")) is not None:
        parts["docProps/core.xml"] = TIMES.sub(rb"\g<1>" + FIRST_DAY + rb"\g<2>", core)
    return pack(parts)
