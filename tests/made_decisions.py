"""A decision of a session to come, made up for the tests, as it would be loaded: in five languages."""

from pathlib import Path

from iagkg.build import build
from iagkg.graph.quads import Quad
from iagkg.register.folder import write_folder
from iagkg.register.model import Annotation, Loaded, Paragraph, Text

__all__ = ["MADE", "made_quads", "made_workspace"]

ASKED = {
    "en": "Requests the Informal Advisory Group on Technical and Scientific Cooperation to see the lanterns;",
    "fr": "Prie le Groupe consultatif informel d'examiner les lanternes « vertes » et l’été des hérons;",
    "es": "Pide al Grupo Asesor Oficioso que examine las linternas y el año de las garzas;",
    "ar": "يطلب إلى الفريق الاستشاري استعراض المصابيح والمعلومات",
    "ru": "просит Неофициальную консультативную группу рассмотреть фонари её берегов",
    "zh": "请非正式咨询小组审查灯笼和能力建设",
}
MADE = Loaded(
    "17/5",
    (
        Paragraph(
            "preamble",
            number="1",
            text={"en": "Recalling decision 15/8 and its quiet harbours,", "fr": "Rappelant la décision"},
            recalls="15/8",
        ),
        Paragraph("paragraph", para="1", number="1.", text=ASKED, verb="requests", role="asked",
                  verb_words="Requests", role_words="Requests the Informal Advisory Group"),
        Paragraph("paragraph", para="2", number="2.", verb="invites", directed_to="parties",
                  text={"en": "Invites Parties, with the advice of IAG, to mend the lantern posts:"},
                  role="consulted", role_words="with the advice of IAG"),
        Paragraph("item", para="2", sub="a", number="(a)", text={"en": "In the north; and"}),
        Paragraph("item", para="2", sub="b", number="(b)",
                  text={"en": "In the south, as in decision 16/9 B, para. 9 (c)."},
                  recalls="16/9 B, para. 9 (c)"),
        Paragraph("paragraph", para="3", number="3.", text={"en": "Takes note of the TSC-IAG and boats;"}),
        Paragraph("paragraph", para="4", number="4.", text={"en": "Decides to consider harbours again."},
                  role="not-named"),
        Paragraph("paragraph", para="5", number="5.", text={"en": "Recalls decision XIII/2 on other things."},
                  recalls="XIII/2"),
        Paragraph("footnote", para="1", number="1", text={"en": "See the footnoted lighthouse."}),
    ),
    tuple(Text(lang, imported_on="2027-01-15", reviewed_by="secretary of the group", complete="yes")
          for lang in ("en", "fr", "es", "ar", "ru", "zh")),
    (Annotation(para="4", actors="parties", imported_on="2027-01-15"),),
)  # fmt: skip


def made_workspace(folder: Path, *loaded: Loaded) -> Path:
    """Make a workspace in which decisions are loaded, and return it."""
    (folder / "iagkg.toml").write_text("", encoding="utf-8")
    for item in loaded:
        name = f"cbd-cop-{item.decision.replace('/', '-')}"
        write_folder(item, folder / "data" / "register" / "imported" / name)
    return folder


def made_quads(folder: Path, *loaded: Loaded) -> list[Quad]:
    """Return the dataset of the shipped workplan with these decisions loaded."""
    return build(None, made_workspace(folder, *loaded)).quads
