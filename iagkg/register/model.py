"""A decision as loaded: its paragraphs in every language, its versions, and how others annotate it."""

from dataclasses import dataclass, field

__all__ = [
    "KINDS",
    "LANGUAGES",
    "PLACE",
    "ROLES",
    "VERSION_KINDS",
    "Annotation",
    "Loaded",
    "Paragraph",
    "Text",
    "is_version",
]

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
"""The languages in which decisions are published: the six of the United Nations."""

PLACE = ("part", "annex", "section", "para", "sub", "subsub")
"""The fields of a citation that place a paragraph in its decision, outermost first."""

KINDS = ("preamble", "section", "annex", "paragraph", "item", "subitem", "footnote")
"""What a row can be. Preamble and footnotes are numbered by `number` and have no place in a citation."""

ROLES = ("asked", "consulted", "not-named")
"""What a text asks of the group: asked itself; consulted, where another body is asked and the group is
named; not named. Empty where nobody has read it for that."""

VERSION_KINDS = ("advance", "final", "rev", "corr", "reissue")
"""Advance unedited text, final text, Rev., Corr. and reissue; the last three with a number, `rev-1`."""


def is_version(word: str) -> bool:
    """Tell whether `word` names a version of a text: `advance`, `final`, `rev-1`, `corr-2`, `reissue-1`."""
    kind, _, number = word.partition("-")
    if kind in {"advance", "final"}:
        return not number
    return kind in VERSION_KINDS and number.isdecimal() and not number.startswith("0")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One place of a decision with its text by language, and what a person found it to say.

    The place fields are those of a citation (`part="B", para="9", sub="a"`), empty where they do not apply;
    `number` is the number as printed ("(a)"). `verb` and `directed_to` are codes of `verbs.tsv` and
    `actors.tsv`, several separated by "|"; `*_words` are the words of the text each rests on. `recalls` are
    decisions named in the text, in canonical form, separated by "; ".
    """

    kind: str
    part: str = ""
    annex: str = ""
    section: str = ""
    para: str = ""
    sub: str = ""
    subsub: str = ""
    number: str = ""
    text: dict[str, str] = field(default_factory=dict)
    verb: str = ""
    verb_words: str = ""
    directed_to: str = ""
    directed_to_words: str = ""
    role: str = ""
    role_words: str = ""
    recalls: str = ""
    note: str = ""

    @property
    def place(self) -> tuple[str, ...]:
        """The place fields in the order of PLACE, with kind and number where a citation has no place."""
        own = (self.part, self.annex, self.section, self.para, self.sub, self.subsub)
        return own if self.kind not in {"preamble", "footnote"} else (*own, self.kind, self.number)


@dataclass(frozen=True, slots=True)
class Text:
    """One version of the text of a decision in one language, and who let it in.

    `version` as in VERSION_KINDS; `source` is where it is published, `file` and `sha256` what was read;
    `imported_on` and `reviewed_on` are days; `reviewed_by` is a role, never a name. `complete` is "yes" where
    the reviewer says that every paragraph of the decision is there. `title` is that of the decision in this
    language, as the text prints it.
    """

    lang: str
    version: str = "final"
    symbol: str = ""
    date: str = ""
    source: str = ""
    file: str = ""
    sha256: str = ""
    imported_on: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""
    complete: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """How the Decision Tracking Tool annotates one place (all place fields empty: the whole decision).

    Several values are separated by "|". `imported_on` is the day of the import: a status holds as of then.
    """

    part: str = ""
    annex: str = ""
    section: str = ""
    para: str = ""
    sub: str = ""
    subsub: str = ""
    code: str = ""
    type: str = ""
    statuses: str = ""
    status_info: str = ""
    actors: str = ""
    actors_info: str = ""
    subjects: str = ""
    targets: str = ""
    goals: str = ""
    aichi_targets: str = ""
    decisions: str = ""
    meetings: str = ""
    notifications: str = ""
    documents: str = ""
    outcomes: str = ""
    due: str = ""
    notes: str = ""
    source: str = ""
    imported_on: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that was loaded of one decision (`decision`: its number, "16/9"), in the order of the document."""

    decision: str
    paragraphs: tuple[Paragraph, ...] = ()
    texts: tuple[Text, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether somebody says, of any text or tree in it, that no paragraph is left out."""
        return any(text.complete == "yes" for text in self.texts)
