"""The fields of the forms that staff of the clearing-house fill, in the order of each form.

Sources: the calendar's field table (scbd/www.cbd.int-headless docs/coa-2026-07-09) and the edit form of
resources (scbd/chm.cbd.int); what is mandatory, from scbd/clearing-house-documentation.
"""

from dataclasses import dataclass

__all__ = ["CALENDAR_ACTIVITY", "RESOURCE", "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name in the document, its label, whether the form asks for it."""

    name: str
    label: str
    mandatory: bool = False


CALENDAR_ACTIVITY = (
    Field("identifier", "Identifier"),
    Field("title", "Title"),
    Field("description", "Description"),
    Field("type", "Type"),
    Field("status", "Status"),
    Field("actionRequiredByParties", "Action required by Parties"),
    Field("startDate", "Start date"),
    Field("endDate", "End date"),
    Field("decisions", "Decisions", mandatory=True),
    Field("gbfTargets", "KMGBF targets"),
    Field("gbfSections", "KMGBF sections"),
    Field("subjects", "Subjects"),
    Field("agendaItems", "Agenda items"),
    Field("responsibleUnitsAndOfficers", "Responsible units and officers"),
    Field("notifications", "Notifications"),
    Field("meetings", "Meetings"),
    Field("activities", "Activities"),
    Field("outcomes", "Outcomes"),
)
"""An activity of the calendar. Its table says of `decisions` alone that there must be one at least."""

RESOURCE = (
    Field("title", "Title", mandatory=True),
    Field("resourceTypes", "Type of resource", mandatory=True),
    Field("authors", "Authors", mandatory=True),
    Field("organizations", "Organizations", mandatory=True),
    Field("publisher", "Publisher"),
    Field("publicationDate", "Publication date", mandatory=True),
    Field("source", "Source"),
    Field("rights", "Rights"),
    Field("resourceLinks", "Links to the resource", mandatory=True),
    Field("covers", "Covers"),
    Field("summary", "Summary", mandatory=True),
    Field("countryRegions", "Countries and regions"),
    Field("cbdSubjects", "CBD subjects", mandatory=True),
    Field("targetGroups", "Target groups"),
    Field("expertiseLevel", "Level of expertise"),
    Field("gbfTargets", "KMGBF targets"),
    Field("aichiTargets", "Aichi targets"),
    Field("relevantInformation", "Relevant information"),
    Field("relevantDocuments", "Relevant documents"),
    Field("notes", "Notes"),
)
"""A resource of the virtual library, in the order of its edit form."""
