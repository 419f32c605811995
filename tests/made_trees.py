"""Made trees in the shapes of the Decision Tracking Tool. The sentences are invented."""

from typing import Any

from iagkg.citation.numerals import to_letter, to_roman

Node = dict[str, Any]
LANGUAGES = ("en", "fr", "es")
_OPENINGS = {
    "en": "Invites the lighthouse keepers to count",
    "fr": "Invite les gardiens de phare à compter",
    "es": "Invita a los fareros a contar",
}
_STATUSES = (
    "active",
    "implemented",
    "elapsed",
    "superseded",
    "retired",
    "inactive",
    "require-funding",
    "stagnant",
)


def code(
    section: str = "",
    paragraph: int = 0,
    item: int = 0,
    subitem: int = 0,
    *,
    dot: bool = True,
    session: int = 16,
    number: int = 9,
) -> str:
    """Return a code in the older notation (a point) or the newer one (a slash)."""
    steps = [
        f"{section}{paragraph:02}" if paragraph else section,
        *(f"{one:02}" for one in (item, subitem) if one),
    ]
    rest = ".".join(step for step in steps if step)
    return f"CBD/COP/{session:02}/{number:02}" + (f"{'.' if dot else '/'}{rest}" if rest else "")


def html(words: str, languages: tuple[str, ...] = LANGUAGES) -> dict[str, str]:
    """Return an invented sentence by language, with the markup of the tool's editor."""
    return {lang: f"<p>{words}. <i>{_OPENINGS[lang]}</i>&nbsp;({lang});</p>" for lang in languages}


def node(section: str = "", paragraph: int = 0, item: int = 0, subitem: int = 0, **more: Any) -> Node:
    """Return one node with its levels and its code; `dot` chooses the notation, `more` adds members."""
    dot = more.pop("dot", True)
    number = more.pop("number", 9)
    session = more.pop("session", 16)
    levels: Node = {"section": section or None, "paragraph": paragraph or None}
    levels |= {"item": item or None, "subitem": subitem or None}
    words = f"{section} {paragraph} {to_letter(item) or ''} {to_roman(subitem).lower() if subitem else ''}"
    own = code(section, paragraph, item, subitem, dot=dot, session=session, number=number)
    made = {"_id": own.replace("/", "-") + more.get("suffix", ""), "code": own, **levels}
    made |= {"html": html(" ".join(words.split())), "nodes": []}
    return made | more


def tree(number: int = 9, session: int = 16, *, dot: bool = True) -> Node:
    """Return a decision of 60 nodes: a preamble, sections A and B, items, subitems, two annexes; en, fr, es.

    By levels: 1 preamble, 2 sections, 21 paragraphs (12 in A, 7 in B, 2 in annex I), 26 items, 8 subitems,
    2 annexes.
    """
    same = {"dot": dot, "number": number, "session": session}
    count = 0

    def noted(made: Node) -> Node:
        nonlocal count
        made |= {
            "type": "operational" if count % 3 else "informational",
            "statuses": [_STATUSES[count % 8]] if count % 3 else [],
            "actors": ["parties", "executive-secretary"] if count % 2 and count % 3 else [],
            "subjects": ["CBD-SUBJECT-CPB"] if count % 5 == 0 else [],
            "gbfTargets": ["GBF-TARGET-20", "GBF-TARGET-21"] if count % 7 == 0 else [],
        }
        count += 1
        return made

    preamble = {"_id": "preamble", "html": html("Recalling"), "nodes": []}
    sections = []
    for letter, paragraphs, items, subitems in (("A", 12, (9, 11), (11,)), ("B", 7, (5, 6), (6,))):
        section = node(letter, **same)
        for paragraph in range(1, paragraphs + 1):
            made = noted(node(letter, paragraph, **same))
            for item in range(
                1, (7 if paragraph in items else 0) if letter == "A" else (8 if paragraph in items else 0)
            ):
                below = noted(node(letter, paragraph, item, **same))
                for subitem in range(1, 5 if paragraph in subitems and item == 2 else 1):
                    below["nodes"].append(noted(node(letter, paragraph, item, subitem, **same)))
                made["nodes"].append(below)
            section["nodes"].append(made)
        sections.append(section)
    annexes = []
    for annex, inside in ((1, 2), (2, 0)):
        own = {"_id": f"annex{annex}", "annex": annex, "html": html(f"Annex {annex}"), "nodes": []}
        own["nodes"] = [
            {
                "_id": f"annex{annex}-{para}",
                "paragraph": para,
                "html": html(f"Annex {annex}, {para}"),
                "nodes": [],
            }
            for para in range(1, inside + 1)
        ]
        annexes.append(own)
    return {
        "_id": "60cb7860694e80b257c21639",
        "code": code(session=session, number=number),
        "treaty": "XXVII8",
        "body": "COP",
        "session": session,
        "decision": number,
        "symbol": f"CBD/COP/DEC/{session}/{number}",
        "meeting": f"COP-{session}",
        "title": {"en": "Lighthouses and gulls", "fr": "Phares et goélands", "es": "Faros y gaviotas"},
        "gbfTargets": ["GBF-TARGET-21"],
        "nodes": [preamble, *sections, *annexes],
    }


def walk(nodes: list[Node]) -> list[Node]:
    """Return the nodes of a tree, parents first."""
    return [one for own in nodes for one in (own, *walk(own.get("nodes", [])))]


def flat(decision: Node) -> list[Node]:
    """Return the nodes of a tree as `/nodes` gives them: a list, each with the identifier of its parent."""
    found: list[Node] = []

    def add(own: Node, parent: str) -> None:
        found.append({key: value for key, value in own.items() if key != "nodes"} | {"parentId": parent})
        for below in own.get("nodes", []):
            add(below, own["_id"])

    for own in decision["nodes"]:
        add(own, decision["_id"])
    return found


def index(decision: Node) -> Node:
    """Return the answer of the search index for a tree: the decision, and one document a node with a code."""
    names = {"type": "dttType_ss", "statuses": "dttStatus_ss", "actors": "dttActor_ss"}
    names |= {"subjects": "dttSubject_ss", "gbfTargets": "dttGbfTarget_ss", "gbfGoals": "dttGbfGoal_ss"}
    documents: list[Node] = [
        {
            "schema_s": "decision",
            "symbol_s": decision["symbol"],
            "title_EN_t": decision["title"]["en"],
            "title_FR_t": decision["title"]["fr"],
            "treaty_s": decision["treaty"],
            "body_s": decision["body"],
            "session_i": decision["session"],
            "decision_i": decision["decision"],
        }
    ]
    for own in walk(decision["nodes"]):
        if "code" in own:
            made = {"id": own["_id"], "schema_s": "decision-text", "dttCode_s": decision["code"]}
            made["dttParagraphCode_s"] = own["code"]
            for key, name in names.items():
                value = own.get(key)
                if value:
                    made[name] = value if isinstance(value, list) else [value]
            documents.append(made)
    return {"responseHeader": {"status": 0}, "response": {"numFound": len(documents), "docs": documents}}
