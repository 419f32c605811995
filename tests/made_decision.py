"""A decision of our own invention, shaped like 16/9, in three languages: Word, typed and pasted."""

from pathlib import Path

from made_word import W, lvl, note_mark, notes, numbering, p, r, restarted, word_file

from iagkg.files import read_table

LANGS = ("en", "fr", "es")
ROWS = read_table(Path(__file__).parent / "data" / "decisions" / "made.tsv", ("key", *LANGS))
WORDS = {lang: {row["key"]: row[lang] for row in ROWS} for lang in LANGS}
HEAD = {lang: [WORDS[lang][f"head{number}"] for number in (1, 2, 3)] for lang in LANGS}
ENACTING = {lang: WORDS[lang]["enacting"] for lang in LANGS}
ANNEX = {lang: WORDS[lang]["annex"] for lang in LANGS}
TEXTS = WORDS
PLACES = [
    ("preamble", "", "", "", "", "", ""),
    ("preamble", "", "", "", "", "", ""),
    ("section", "A", "", "", "", "", ""),
    ("paragraph", "A", "", "", "1", "", ""),
    ("paragraph", "A", "", "", "2", "", ""),
    ("item", "A", "", "", "2", "a", ""),
    ("item", "A", "", "", "2", "b", ""),
    ("subitem", "A", "", "", "2", "b", "i"),
    ("subitem", "A", "", "", "2", "b", "ii"),
    ("subitem", "A", "", "", "2", "b", "iii"),
    ("item", "A", "", "", "2", "c", ""),
    ("paragraph", "A", "", "", "3", "", ""),
    ("section", "B", "", "", "", "", ""),
    ("preamble", "B", "", "", "", "", ""),
    ("paragraph", "B", "", "", "1", "", ""),
    ("paragraph", "B", "", "", "2", "", ""),
    ("annex", "", "unnumbered", "", "", "", ""),
    ("section", "", "unnumbered", "A", "", "", ""),
    ("paragraph", "", "unnumbered", "A", "1", "", ""),
    ("paragraph", "", "unnumbered", "A", "2", "", ""),
    ("item", "", "unnumbered", "A", "2", "a", ""),
    ("item", "", "unnumbered", "A", "2", "b", ""),
    ("section", "", "unnumbered", "B", "", "", ""),
    ("paragraph", "", "unnumbered", "B", "1", "", ""),
    ("footnote", "", "", "", "", "", ""),
]
KEYS = [
    *(
        "p1",
        "p2",
        "A",
        "A1",
        "A2",
        "A2a",
        "A2b",
        "A2bi",
        "A2bii",
        "A2biii",
        "A2c",
        "A3",
        "B",
        "Bp",
        "B1",
        "B2",
    ),
    *("X", "XA", "XA1", "XA2", "XA2a", "XA2b", "XB", "XB1", "f1"),
]
"""The keys of TEXTS in the order of PLACES."""
LEVELS = lvl(0, "upperLetter", "%1.") + lvl(1, "decimal", "%2.") + lvl(2, "lowerLetter", "(%3)")
LEVELS += lvl(3, "lowerRoman", "(%4)")
LISTS = numbering([LEVELS, LEVELS], [(1, 0, ""), (2, 1, restarted(0))])


def automatic(lang: str, changed: dict[str, str] | None = None) -> bytes:
    """Return the decision in Word, numbered by Word, with a footnote and tracked changes."""
    words = TEXTS[lang] | (changed or {})

    def n(key: str, level: int, num: int = 1) -> str:
        return p(words[key], num=num, level=level)

    header = f'<w:hdr xmlns:w="{W}">{p(HEAD[lang][0])}</w:hdr>'
    verb, _, rest = words["A1"].partition(" ")
    body = [
        *(p(line, centred=True) for line in HEAD[lang]),
        p(r(ENACTING[lang], "<w:i/>")),
        p(r(words["p1"])),
        p(r(words["p2"])),
        p(r(words["A"], "<w:b/>"), num=1, level=0, centred=True),
        p(r(verb, "<w:i/>"), r(f" {rest}"), note_mark(4), num=1, level=1),
        p(f'<w:ins w:author="x">{r(words["A2"])}</w:ins>', num=1, level=1),
        n("A2a", 2),
        p("<w:del><w:r><w:delText>Sell oil;</w:delText></w:r></w:del>", num=1, level=2, mark="<w:del/>"),
        *(n(key, 2) for key in ("A2b",)),
        *(n(key, 3) for key in ("A2bi", "A2bii", "A2biii")),
        n("A2c", 2),
        n("A3", 1),
        p(r(words["B"], "<w:b/>"), num=1, level=0, centred=True),
        p(words["Bp"]),
        *(n(key, 1) for key in ("B1", "B2")),
        p(r(ANNEX[lang], "<w:b/>"), centred=True),
        p(r(words["X"], "<w:b/>"), centred=True),
        p(r(words["XA"], "<w:b/>"), num=2, level=0),
        *(n(key, 1, 2) for key in ("XA1", "XA2")),
        *(n(key, 2, 2) for key in ("XA2a", "XA2b")),
        p(r(words["XB"], "<w:b/>"), num=2, level=0),
        n("XB1", 1, 2),
    ]
    parts = {"numbering.xml": LISTS, "footnotes.xml": notes({4: words["f1"]}), "header1.xml": header}
    return word_file(body, parts)


def typed_lines(lang: str, changed: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Return the decision as lines with typed numbers, each with its look (bold, centred or plain)."""
    words = TEXTS[lang] | (changed or {})
    low = "({})" if lang == "en" else "{})"
    lines = [(line, "centred") for line in HEAD[lang]]
    lines += [(ENACTING[lang], ""), (words["p1"], ""), (words["p2"], "")]
    for part, keys in (("A", ("1", "2", "2a", "2b", "2bi", "2bii", "2biii", "2c", "3")), ("B", ("1", "2"))):
        lines.append((f"{part}. {words[part]}", "bold"))
        lines += [(words["Bp"], "")] if part == "B" else []
        lines += [(f"{_label(key, low)} {words[part + key]}", "") for key in keys]
    lines += [(ANNEX[lang], "bold"), (words["X"], "bold")]
    for section, below in (("A", ("1", "2", "2a", "2b")), ("B", ("1",))):
        lines.append((f"{section}. {words['X' + section]}", "bold"))
        lines += [(f"{_label(key, low)} {words[f'X{section}{key}']}", "") for key in below]
    return lines


def _label(key: str, low: str) -> str:
    return f"{key}." if len(key) == 1 else low.format(key[2:] or key[1:])


def typed(lang: str, changed: dict[str, str] | None = None) -> bytes:
    """Return the decision in Word with numbers typed by hand."""
    looks = {"bold": "<w:b/>"}
    body = [
        p(r(line, looks.get(look, "")), centred=look == "centred")
        for line, look in typed_lines(lang, changed)
    ]
    place = next(i for i, paragraph in enumerate(body) if "1. A" in paragraph)
    body[place] = body[place].replace("</w:p>", f"{note_mark(1)}</w:p>")
    return word_file(body, {"footnotes.xml": notes({1: TEXTS[lang]["f1"]})})


def pasted(lang: str, changed: dict[str, str] | None = None) -> str:
    """Return the decision as pasted text with a footnote below a rule."""
    words = TEXTS[lang] | (changed or {})
    lines = [line for line, _ in typed_lines(lang, changed)]
    place = next(i for i, line in enumerate(lines) if line.startswith("1. A"))
    lines[place] += "[1]"
    return "\n\n".join([*lines, "_________", f"[1] {words['f1']}"]) + "\n"
