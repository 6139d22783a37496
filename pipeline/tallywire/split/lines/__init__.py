"""What each line and paragraph of a dump is: headings, bylines, dates, mastheads, prose, furniture."""
