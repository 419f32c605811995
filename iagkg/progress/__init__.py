"""What is reported of the progress of tasks: events, milestones, and the roles of people."""
