"""What a field of a record says: the role of each field by its plain name, whatever the schema.

A field without a role is kept as it stands. Fields with names of persons are people, and left out unless
they are asked for.
"""

import re

__all__ = [
    "EVENTS",
    "ORGANIZATIONS",
    "PEOPLE_SCHEMAS",
    "TITLES",
    "is_personal",
    "is_withheld",
    "of_persons",
    "role_of",
]

_ROLES: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "longTitle"),
    "alternative": ("shortTitle", "acronym", "organizationAcronym"),
    "description": ("description", "html", "text", "longDescription", "texts", "projectAbstract"),
    "abstract": ("summary",),
    "rights": ("rights",),
    "publisher": ("publisher",),
    "subject": (
        *("cbdSubjects", "subjects", "subject", "themes", "thematicAreas", "thematicArea", "dttSubject"),
        *("cbdThematicAreas", "gbfTargets", "gbfGoals", "gbfSections", "aichiTargets", "aichiTarget"),
        *("globalTargetAlignment", "globalGoalAlignment", "primaryGlobalAlignment", "otherGlobalAlignments"),
        *("globalGoalOrTarget", "gbfGoal", "dttGbfTarget", "dttGbfGoal", "dttAichiTarget"),
        *("otherAichiTargets", "keyword"),
    ),
    "place": ("government", "country", "countries", "countryRegions", "regions", "jurisdictionCountries"),
    "start": ("startDate", "startDateCOA", "timelineStartDate", "startTime"),
    "end": ("endDate", "endDateCOA", "timelineEndDate", "endTime"),
    "issued": ("publicationDate", "date", "publicationYear", "published"),
    "created": ("createdDate", "createdOn"),
    "modified": ("updatedDate", "updatedOn", "updated"),
    "submitted": ("submittedDate", "submittedOn"),
    "decision": ("decisions", "copDecision", "approvedByCopDecision", "code", "dttCode", "dttParagraphCode"),
    "paragraph": ("copParagraphNo",),
    "number": ("number",),
    "provision": ("references",),
    "temporal": ("temporal",),
    "about": ("about",),
    "treaty": ("treaty",),
    "notification": ("notifications",),
    "meeting": ("meetings", "meeting", "agendaItemMeetingCodes", "meetingId"),
    "activity": ("activities",),
    "kind": ("type", "resourceTypes", "activityType", "kmHubResourceType"),
    "status": ("status", "statuses", "statusCOA", "activityStatus", "dttStatus"),
    "creator": ("organizations", "contactOrganization", "primaryOrganization"),
    "contributor": ("implementingAgencies", "executingAgencies", "partners"),
    "funder": ("coreFundingSources", "coFinancingSources"),
    "part-of": ("broaderProjects",),
    "contact": ("contacts", "contact", "leadContact"),
    "reference": (
        *("linkedOrganizations", "resultsReference", "nationalTargets", "nationalTarget", "records"),
        *("primaryNationalTarget", "otherNationalTargets", "target", "resources"),
    ),
    "link": (
        *("resourceLinks", "covers", "relevantDocuments", "projectDocument", "resultsOutputs", "websites"),
        *("website", "documentLinks", "additionalDocuments", "profileLink", "links", "urls", "url", "link"),
        *("files", "attachments", "documents", "linkedAttachments", "outcomeUrls", "meetingUrl", "file"),
    ),
    "symbol": ("symbol", "reference", "meetingCode"),
    "body": ("associatedBody", "subsidiaryBody", "subsidiaryBodies", "governingBodiesCOA", "actors"),
}
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in names}

TITLES = ("title", "name")
EVENTS = frozenset(
    {"meeting", "event", "lwEvent", "undbAction", "calendarActivity", "calendarRow", "calendarOfActivity"}
)
ORGANIZATIONS = frozenset({"organization", "undbPartner", "undbActor", "undbParty", "lwDonor"})
PEOPLE_SCHEMAS = frozenset({"contact", "focalPoint", "bbiContact"})
_PEOPLE = frozenset(schema.casefold() for schema in PEOPLE_SCHEMAS)
_PERSONAL = frozenset(
    {
        *("firstName", "middleName", "lastName", "fullName", "contactName", "personName", "gender", "emails"),
        *("email", "phones", "phone", "mobiles", "faxes", "fax", "responsibleOfficer", "responsibleOfficers"),
        *("officer", "officers", "createdBy", "updatedBy", "submittedBy", "deletedBy", "workingDocumentBy"),
        *("workingDocumentOwner", "owner", "sender", "authors", "author", "createdBy_name", "updatedByName"),
        *("logo", "facebook", "twitter", "prefix", "designation"),
    }
)
_PERSONAL_NAME = re.compile(
    r"^(?:last)?(?:created|updated|modified|submitted|deleted|edited|changed)By|officer|contactPerson|persons?$",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"(?:[A-Z]{2,8}-)?(?=[0-9A-Fa-f-]*[0-9])(?=[0-9-]*[A-Fa-f])"
    r"(?:[0-9A-Fa-f]{4,}(?:-[0-9A-Fa-f]{4,})+|[0-9A-Fa-f]{16,40})(?:@[0-9]{1,9})?"
)
"""An identifier of a record: digits and letters from A to F, such as EBC2DAD5-04C8-0530-6D58-C949CAECD809,
with or without letters before it (SIMP-) and a revision behind; no telephone number is one."""
_UNITS = "responsibleUnitsAndOfficers"
_OF_PERSONS = frozenset(
    {
        *("identifier", "id", "_id", "uniqueIdentifier", "schema", "header", "government", "country"),
        *("countries", "organization", "organizations", "contactOrganization", "organizationId"),
    }
)
"""What is taken from a record of a person; the rest can tell who it is or how to reach one."""
_ORGANIZATION = frozenset({"organization", "organizations", "contactOrganization", "organizationId"})


def role_of(name: str) -> str:
    """Return the role of a field, empty where it has none."""
    return _ROLE_OF.get(name, "")


def of_persons(schema: str) -> bool:
    """Tell whether a schema is that of records of persons, however it is spelt."""
    return schema.strip().casefold() in _PEOPLE


def is_personal(name: str) -> bool:
    """Tell whether a field, or a member below one, can name a person or how to reach one."""
    return name in _PERSONAL or (name != _UNITS and _PERSONAL_NAME.search(name) is not None)


def is_withheld(schema: str, name: str, steps: tuple[str | int, ...], value: object = "") -> bool:
    """Tell whether a value is left out: by its field's plain name and the steps below, or as a person's.

    Of a contact only the identifier of its record is taken: any other words may name a person.
    """
    below = [step for step in steps if isinstance(step, str)]
    if is_personal(name) or any(map(is_personal, below)):
        return True
    if name == _UNITS:
        return not any("unit" in step.lower() for step in below)
    if role_of(name) == "contact":
        named = not below or below[-1] == "identifier"
        if not named or not _RECORD.fullmatch(str(value).strip()):
            return True
    if not of_persons(schema):
        return False
    if name not in _OF_PERSONS:
        return True
    referred = name in _ORGANIZATION and below not in ([], ["identifier"])
    return referred or (name == "header" and below not in (["identifier"], ["schema"]))
