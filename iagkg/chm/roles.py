"""What a field of a record says: the role of each field by its plain name, whatever the schema.

A field without a role is kept as it stands. Fields with names of persons are people, and left out unless
they are asked for.
"""

__all__ = ["EVENTS", "ORGANIZATIONS", "PEOPLE_SCHEMAS", "TITLES", "is_personal", "role_of"]

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
        "otherAichiTargets",
    ),
    "place": ("government", "country", "countries", "countryRegions", "regions", "jurisdictionCountries"),
    "start": ("startDate", "startDateCOA", "timelineStartDate"),
    "end": ("endDate", "endDateCOA", "timelineEndDate"),
    "issued": ("publicationDate", "date", "publicationYear", "published"),
    "created": ("createdDate", "createdOn"),
    "modified": ("updatedDate", "updatedOn", "updated"),
    "submitted": ("submittedDate", "submittedOn"),
    "decision": ("decisions", "copDecision", "approvedByCopDecision", "code", "dttCode", "dttParagraphCode"),
    "paragraph": ("copParagraphNo",),
    "number": ("number",),
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
_PERSONAL = frozenset(
    {
        *("firstName", "middleName", "lastName", "fullName", "contactName", "personName", "gender", "emails"),
        *("email", "phones", "phone", "mobiles", "faxes", "fax", "responsibleOfficer", "responsibleOfficers"),
        *("officer", "officers", "createdBy", "updatedBy", "submittedBy", "deletedBy", "workingDocumentBy"),
        *("workingDocumentOwner", "owner", "sender", "authors", "author", "createdBy_name", "updatedByName"),
        *("logo", "facebook", "twitter", "prefix", "designation"),
    }
)
_OF_PERSONS = frozenset(
    {
        *("title", "name", "address", "addressLine1", "addressLine2", "city", "state", "postalCode"),
        *("websites", "department", "description", "summary", "text", "notes", "relevantInformation"),
    }
)


def role_of(name: str) -> str:
    """Return the role of a field, empty where it has none."""
    return _ROLE_OF.get(name, "")


def is_personal(schema: str, name: str) -> bool:
    """Tell whether a field, or a member below one, can name a person or how to reach one."""
    return name in _PERSONAL or (schema in PEOPLE_SCHEMAS and name in _OF_PERSONS)
