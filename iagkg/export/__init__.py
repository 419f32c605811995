"""Files for people to take away: the workbook, the calendar, the parcel that is handed over."""
