"""What looks like a figure and is none: names, references, dates, telephone numbers, versions."""
