"""Records of every shape, made up for the tests."""

from typing import Any

GUID = "AAAA1111-2222-3333-4444-555566667777"
OTHER = "5B6177DD-5E5E-434E-8CB7-D63D67D5EBED"

RESOURCE: dict[str, Any] = {
    "header": {"identifier": GUID, "schema": "resource", "languages": ["en", "fr"]},
    "title": {"en": "A made-up guide", "fr": "Un guide inventé", "es": "A made-up guide"},
    "resourceTypes": [{"identifier": OTHER, "customValue": {"en": "Sketch"}}],
    "authors": {"en": "Made Up Person"},
    "organizations": [{"identifier": "BBBB1111-2222-3333-4444-555566667777@3"}],
    "publicationDate": {"en": "2024-12"},
    "resourceLinks": [{"url": "https://example.org/guide", "name": "Guide", "language": "en"}],
    "summary": {"en": "<p>How to <b>share</b> it. Ask a.b@example.org.</p>"},
    "countryRegions": [{"identifier": "ao"}],
    "gbfTargets": [{"identifier": "GBF-TARGET-21"}],
    "aichiTargets": [{"identifier": "AICHI-TARGET-6"}],
    "cbdSubjects": [{"identifier": "CBD-SUBJECT-KM"}, {"identifier": "CBD-SUBJECT-MADE-UP"}],
    "relevantInformation": {},
    "tags": [{"en": "guide"}],
    "colourOfCover": {"shade": "blue", "tone": [1, 2]},
}
INITIATIVE: dict[str, Any] = {
    "header": {"identifier": "CCCC1111-2222-3333-4444-555566667777", "schema": "capacityBuildingInitiative"},
    "title": {"en": "An initiative"},
    "contacts": [{"identifier": "SIMP-DDDD1111-2222@1"}],
    "geographicScope": {"identifier": "EEEE1111-2222-3333-4444-555566667777"},
    "status": {"identifier": "73E2AC27-D964-487C-A4E6-0997BB27AF01"},
    "startDate": "2024-11-04",
    "endDate": "2024-12-27",
    "durationPeriod": 2,
    "durationText": "Months",
    "isProjectProgramme": True,
    "broaderProjects": [{"identifier": "FFFF1111-2222-3333-4444-555566667777@12"}],
    "cbdSubjects": [{"identifier": "CBD-SUBJECT-NAP-CB"}],
    "description": {"en": "Text", "fr": "Texte"},
}
ORGANIZATION: dict[str, Any] = {
    "header": {"identifier": "BBBB1111-2222-3333-4444-555566667777", "schema": "organization"},
    "name": {"en": "Made-up Institute"},
    "acronym": {"en": "MUI"},
    "city": {"en": "Nowhere"},
    "country": {"identifier": "ca"},
    "phones": ["+1 000"],
    "emails": ["office@example.org"],
    "organizationType": {"identifier": "86D464C3-B5BB-4B02-85E4-1AAD8D64CD27"},
    "websites": [{"url": "javascript:alert(1)"}],
}
CONTACT: dict[str, Any] = {
    "header": {"identifier": "ABCD1111-2222-3333-4444-555566667777", "schema": "contact"},
    "firstName": "Made",
    "lastName": "Up",
    "organization": {"en": "Made-up Institute"},
    "country": {"identifier": "ca"},
    "emails": ["made.up@example.org"],
    "type": "person",
    "contactOrganization": {"identifier": "BBBB1111-2222-3333-4444-555566667777@1"},
}
NATIONAL_TARGET: dict[str, Any] = {
    "header": {"schema": "nationalTarget7", "identifier": "ABCE1111-2222-3333-4444-555566667777"},
    "government": {"identifier": "af"},
    "title": {"en": "Target of a country"},
    "globalGoalAlignment": [{"identifier": "GBF-GOAL-A"}],
    "globalTargetAlignment": [
        {"identifier": "GBF-TARGET-01", "degreeOfAlignment": {"identifier": "AABF237C-F906"}}
    ],
    "additionalImplementation": {"identifier": "additionalImplementationRequired"},
}
NBSAP: dict[str, Any] = {
    "header": {"schema": "nbsap", "identifier": "ABCF1111-2222-3333-4444-555566667777"},
    "government": {"identifier": "af"},
    "title": {"en": "Strategy"},
    "isGbfAligned": "yes",
    "startDate": 2024,
}
EVENT: dict[str, Any] = {
    "header": {"schema": "event", "identifier": "ABD01111-2222-3333-4444-555566667777"},
    "title": {"en": "A day"},
    "startDate": "2019-05-11 14:00",
    "endDate": "2019-05-11 14:00",
    "country": {"identifier": "ca"},
}
SUBMISSION: dict[str, Any] = {
    "header": {"schema": "submission", "identifier": "ABD11111-2222-3333-4444-555566667777"},
    "title": {"en": "Our view"},
    "notifications": ["NTF 2025-024"],
    "government": {"identifier": "ca"},
}
CASE_STUDY: dict[str, Any] = {
    "header": {"schema": "caseStudy", "identifier": "ABD21111-2222-3333-4444-555566667777"},
    "title": {"en": "A case"},
    "subjects": ["CBD-SUBJECT-FOR"],
}
DATABASE: dict[str, Any] = {
    "header": {"schema": "database", "identifier": "ABD31111-2222-3333-4444-555566667777"},
    "title": {"en": "A database"},
    "websites": [{"url": "https://example.org/db"}],
}
INFO: dict[str, Any] = {
    "identifier": "CASE1111-2222-3333-4444-555566667777",
    "createdOn": "2026-01-02T03:04:05Z",
    "createdBy": {"userID": 7, "firstName": "Made"},
    "revision": 4,
    "body": {
        **CASE_STUDY,
        "header": {"schema": "caseStudy", "identifier": "CASE1111-2222-3333-4444-555566667777"},
    },
}
SOLR_DOC: dict[str, Any] = {
    "id": "1234567",
    "identifier_s": "ABD41111-2222-3333-4444-555566667777",
    "schema_s": "resource",
    "title_EN_t": "An entry",
    "title_FR_t": "An entry",
    "title_ES_t": "Una entrada",
    "cbdSubjects_ss": ["CBD-SUBJECT-KM"],
    "gbfTargets_ss": ["GBF-TARGET-20"],
    "gbfTargets_REL_ss": ["GBF-TARGET-20", "GBF-TARGETS"],
    "url_ss": ["https://example.org/entry"],
    "updatedDate_dt": "2026-02-03T04:05:06Z",
    "emails_ss": ["x@example.org"],
}
SOLR: dict[str, Any] = {
    "response": {
        "numFound": 2,
        "start": 0,
        "docs": [SOLR_DOC, {**SOLR_DOC, "id": "7", "identifier_s": "ABD5-1111"}],
    },
    "responseHeader": {"status": 0, "params": {"q": "*:*"}},
}
CALENDAR_ROW: dict[str, Any] = {
    "title": "Review of the made-up plan",
    "description": "",
    "type": "Peer-Review",
    "actionRequiredByParties": "Y",
    "subject": "CBD-SUBJECT-KM,  CBD-SUBJECT-CHM",
    "status": "TENTAT",
    "startDate": "Q1 2026",
    "endDate": "Before Q1  2026",
    "associatedBody": "SBSTTA, CP",
    "copDecision": "16/9",
    "copParagraphNo": "Section B Para 9(a)",
    "responsibleUnit": "CP",
    "responsibleOfficer": "Made Up",
    "gbfTargets": "",
}
CALENDAR_ROW_NEWER: dict[str, Any] = {
    **CALENDAR_ROW,
    "title": "Newer row",
    "startDate": "Aug-25",
    "endDate": "Ongoing",
    "copDecision": "CP11/7; 16/3",
    "copParagraphNo": "Para 4(e); Para 7",
    "identifier": "ACT-2026-99",
    "decisions": ["CAL-DECISION-CP-11-7", "CAL-COP-DECISION-16-3"],
    "meetings": ["CP-MADE-UP-2026-01"],
}
ACTIVITY: dict[str, Any] = {
    "identifier": ["CAL-ACT-2026-001", "made-up"],
    "title": {"en": "Activity"},
    "type": "CAL-ACTIVITY-TYPE-WEBINAR",
    "status": "NCHM-EVENT-STATUS-CONFIRMED",
    "actionRequiredByParties": False,
    "startDate": "2026-03-01",
    "endDate": "2026-03-31",
    "decisions": ["CBD-DECISION-COP-15-8"],
    "gbfTargets": [],
    "subjects": ["CBD-SUBJECT-CHM"],
    "responsibleUnitsAndOfficers": [{"unit": "CBKM", "officer": "Made Up"}],
    "notifications": ["NTF-2025-024"],
    "outcomes": [{"date": "2026-04-01", "kind": "report", "links": []}],
}
NOTIFICATION: dict[str, Any] = {
    "id": "520000000000000000000001",
    "symbol": "2026-001",
    "reference": "SCBD/XX/1",
    "titleEn": "Call",
    "titleFr": "Call",
    "date": "2026-01-03T00:00:00Z",
    "sender": "A Person",
    "themes": ["CBD-SUBJECT-BBI", "notification"],
    "urls": ["https://www.cbd.int/notifications/2026-001"],
    "files": [{"type": "application/pdf", "language": "en", "url": "/doc/a.pdf", "name": "a.pdf"}],
}
MEETING: dict[str, Any] = {
    "id": "520000000000000000000002",
    "titleEn": "Workshop",
    "titleFr": "Atelier",
    "startDate": "2026-10-26T00:00:00Z",
    "status": "CONFIRM",
    "subjects": ["CBD-SUBJECT-CHM"],
    "subjectEn": "Clearing-House Mechanisms, and more",
    "copDecision": None,
    "country": "co",
    "meetingCode": "MADE-UP-2026-01",
    "notifications": ["2026-001"],
}
DECISION: dict[str, Any] = {
    "_id": "d1",
    "code": "CBD/COP/16/09",
    "treaty": "XXVII8",
    "body": "COP",
    "session": 16,
    "decision": 9,
    "symbol": "CBD/COP/DEC/16/9",
    "title": {"en": "Decision"},
    "subjects": ["CBD-SUBJECT-CHM"],
    "nodes": [
        {
            "_id": "n1",
            "code": "CBD/COP/16/09/B09",
            "html": {"en": "<p>Requests;</p>"},
            "nodes": [{"_id": "n2", "code": "CBD/COP/16/09.B09.01", "actors": ["secretariat"], "item": 1}],
        }
    ],
}
INFORMEA: dict[str, Any] = {
    "d": {
        "results": [
            {
                "id": "inf-1",
                "number": "16/9",
                "treaty": "cbd",
                "title": {
                    "results": [
                        {"language": "en", "value": "Decision 16/9"},
                        {"language": "fr", "value": "Décision 16/9"},
                    ]
                },
                "published": "/Date(1730419200000)/",
                "link": "https://www.cbd.int/decisions/cop/16/9",
            },
            {"id": "inf-2", "number": "XIII.5", "treaty": "ramsar", "title": {"results": []}},
        ]
    }
}
TERMS: list[dict[str, Any]] = [
    {
        "termId": 1,
        "identifier": "CBD-SUBJECT-KM",
        "name": "Knowledge management",
        "title": {"en": "Knowledge management"},
        "broaderTerms": [],
        "narrowerTerms": ["CBD-SUBJECT-XCH"],
    }
]
TEXTS: list[dict[str, str]] = [{"en": "First <i>text</i>"}, {"en": "Second", "fr": "Deuxième"}]

ALL: dict[str, Any] = {
    "resource": RESOURCE,
    "initiative": INITIATIVE,
    "organization": ORGANIZATION,
    "contact": CONTACT,
    "national-target": NATIONAL_TARGET,
    "nbsap": NBSAP,
    "event": EVENT,
    "submission": SUBMISSION,
    "case-study": CASE_STUDY,
    "database": DATABASE,
    "info": INFO,
    "solr-doc": SOLR_DOC,
    "solr": SOLR,
    "calendar-row": CALENDAR_ROW,
    "calendar-row-newer": CALENDAR_ROW_NEWER,
    "activity": ACTIVITY,
    "notification": NOTIFICATION,
    "meeting": MEETING,
    "decision": DECISION,
    "informea": INFORMEA,
    "terms": TERMS,
    "texts": TEXTS,
}
