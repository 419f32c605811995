"""What is handed over: one archive with the tables, the dataset made from them, and files to read and use.

Unpacked it is a workspace that gives the same bytes again with the same version of iagkg.
"""

from collections.abc import Mapping

from iagkg import __version__
from iagkg.office.packing import pack
from iagkg.wording import say

__all__ = ["LEFT_OUT", "parcel", "readme"]

LEFT_OUT = ("data/people.csv",)
"""Files that never go along: the names of persons."""
_SETTINGS = b"# A workspace of iagkg: the folder whose `data/` is read and whose `build/` is written.\n"
_IGNORED = b"/build/\n/data/people.csv\n"


def parcel(folder: str, files: Mapping[str, bytes], words: bytes) -> bytes:
    """Return the archive; `folder` is the name of the one folder in it, `words` are those of its README."""
    own = {"README.txt": words, "iagkg.toml": _SETTINGS, ".gitignore": _IGNORED}
    found = {**own, **{name: content for name, content in files.items() if name not in LEFT_OUT}}
    return pack({f"{folder}/{name}": found[name] for name in sorted(found)})


def readme(
    facts: Mapping[str, str], files: Mapping[str, bytes], left_out: Mapping[str, str], lang: str
) -> bytes:
    """Return the one page that says what the archive is: standing, day, files, sources, rights, how to go on.

    `facts` have title, version, standing, as_of, file and checksum; `left_out` names what could not be made
    or may not go along, with the reason.
    """
    lines = [
        facts["standing"],
        "",
        facts["title"],
        say("handover.what", lang, **facts),
        say("paper.unofficial", lang),
        "",
        say("handover.files", lang),
        *(f"  {name}: {say(f'handover.file-{kind}', lang)}" for name, kind in _named(files)),
        "",
        *(f"{say('handover.left-out', lang)} {name}: {why}" for name, why in left_out.items()),
        say("handover.people", lang),
        "",
        say("handover.rights", lang),
        say("handover.continue", lang, version=__version__),
        "",
        say("disclaimer", lang),
    ]
    return ("\n".join(lines) + "\n").encode()


def _named(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return the files that a reader looks for, each with the kind that is explained."""
    kinds = {
        "workplan.xlsx": "workbook",
        "meeting-paper.docx": "paper",
        "workplan.html": "page",
        "workplan.ics": "calendar",
        "data/": "data",
        "build/dataset.trig": "dataset",
    }
    return [(name, kind) for name, kind in kinds.items() if name in files or name.endswith("/")]
