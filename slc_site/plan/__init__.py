"""Who comes when, and what is to be done when: schedules, calendars, the planner."""
