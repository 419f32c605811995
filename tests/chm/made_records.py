"""Records made up for the tests of exports, and strategies for any."""

import json
from functools import cache
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from iagkg.files import shipped
from iagkg.report.chm_records import ExportSet, Keyword, Mandate, Record, Tagged

PLAN = "https://w3id.org/iagkg/id/workplan/made/1"
PROVISION = "https://w3id.org/iagkg/id/decision/cbd/cop/16/9/a/11/c"
KMGBF = "http://metadata.cbd.int/kmgbf/target_21"
ROLE = "secretary of the group, 2026-11-24"
SUBJECT = "https://w3id.org/iagkg/id/cbd/CBD-SUBJECTS/CBD-SUBJECT-NAP-CB"
LEO = "http://www.informea.org/terms/capacity-building"
MADE = ExportSet(
    (
        Record(
            ref="WS1.T1",
            title="Advise on <b>labels</b> & keys",
            description="1.1 First;\n1.2 Second.",
            language="en",
            short_title="Labels",
            period="March – April 2026",
            first_day="2026-03-01",
            last_day="2026-04-30",
            file="made.txt",
            row="3",
            task=f"{PLAN}/ws-1/t-1",
            mandates=(
                Mandate(
                    decision="16/9",
                    place="Section A Para 11 (c)",
                    label="16/9 A, para. 11 (c)",
                    as_printed="Dec. 16/9 A, para. 11(c)",
                    symbol="CBD/COP/DEC/16/9",
                    row="3",
                    provision=PROVISION,
                    page="https://www.cbd.int/decisions/cop/16/9/a11.3",
                ),
                Mandate("16/3", "", "16/3", "Dec. 16/3", provision=f"{PROVISION}/x"),
            ),
            tags=(
                Tagged("target", "GBF-TARGET-21", "Target 21", "named", "", KMGBF),
                Tagged("subject", "CBD-SUBJECT-NAP-CB", "Capacity-building", "accepted", ROLE, SUBJECT),
            ),
            keywords=(Keyword("CBD-SUBJECT-NAP-CB", LEO, "closeMatch"),),
            unread=("some decision",),
            draft=True,
        ),
        Record("WS1.T2", "Nothing else is stated", "", "en", task=f"{PLAN}/ws-1/t-2", draft=True),
    ),
    "A made workplan",
    PLAN,
    True,
)

TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"), max_size=40
).map(lambda text: " ".join(text.split()))
WORDS = TEXT.filter(bool)
NUMBERS = (("16/9", "COP"), ("15/8", "COP"), ("XII/28", "COP"), ("CP-11/8", "CP-MOP"), ("NP-5/4", "NP-MOP"))
MANDATES = st.builds(
    lambda number, place, label, as_printed, provision, page: Mandate(
        number[0], place, label, as_printed, number[1], provision=provision, page=page
    ),
    st.sampled_from(NUMBERS),
    st.sampled_from(("", "Para 7", "Section A Para 11 (c)", "Annex III")),
    WORDS,
    TEXT,
    st.sampled_from((PROVISION, f"{PROVISION}/x")),
    st.sampled_from(("", "https://www.cbd.int/decisions/cop/16/9")),
)
TAGS = st.builds(
    Tagged,
    relation=st.just("target"),
    identifier=st.sampled_from(("GBF-TARGET-21", "GBF-TARGET-01")),
    label=TEXT,
    how=st.sampled_from(("named", "accepted")),
    accepted_by=TEXT,
) | st.builds(
    Tagged,
    relation=st.just("subject"),
    identifier=st.sampled_from(("CBD-SUBJECT-KM", "CBD-SUBJECT-NAP-CB")),
    label=TEXT,
    how=st.just("accepted"),
    accepted_by=TEXT,
)
RECORDS = st.builds(
    Record,
    ref=st.from_regex(r"WS[1-9]\.T[1-9]", fullmatch=True),
    title=WORDS,
    description=st.lists(WORDS, max_size=3).map("\n".join),
    language=st.sampled_from(("en", "fr", "es")),
    period=TEXT,
    first_day=st.sampled_from(("", "2025-08-01")),
    last_day=st.sampled_from(("", "2025-12-31")),
    task=st.integers(1, 9).map(lambda number: f"{PLAN}/ws-1/t-{number}"),
    mandates=st.lists(MANDATES, max_size=4).map(tuple),
    tags=st.lists(TAGS, max_size=4).map(tuple),
    unread=st.lists(TEXT, max_size=2).map(tuple),
    draft=st.booleans(),
)
SETS = st.builds(
    ExportSet,
    records=st.lists(RECORDS, min_size=1, max_size=4, unique_by=lambda record: record.task).map(tuple),
    title=WORDS,
    plan=st.just(PLAN),
    draft=st.booleans(),
)


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads(shipped("data", "schemas", f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def problems(name: str, value: Any) -> list[str]:
    """Return what the project's own JSON Schema of a form says against a value."""
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(value)]
