"""LibreOffice as an independent reader of what we write; without it a test is skipped, but never in CI."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["converted", "needs_libreoffice", "pages_of"]

_PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    _PROGRAM is None and not os.environ.get("CI"),
    reason="no LibreOffice on this machine: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
)


def converted(source: Path, form: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes in `folder`, of the form `pdf`, `xlsx`, `docx` or `txt:Text`."""
    assert _PROGRAM is not None, "no LibreOffice: what it reads of our files cannot be shown"
    profile = folder / "libreoffice-profile"
    command = [_PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    target = folder / f"{source.stem}.{form.partition(':')[0]}"
    assert done.returncode == 0, done.stderr
    assert target.is_file(), done.stdout + done.stderr
    return target


def pages_of(pdf: Path) -> int:
    """Return how many pages a PDF of LibreOffice has."""
    return pdf.read_bytes().replace(b"/Type/Pages", b"").count(b"/Type/Page")
