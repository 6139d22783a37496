"""The report: one page of HTML that holds a whole dataset."""
