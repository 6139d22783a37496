"""The report: one page of HTML that holds a whole dataset and needs nothing from outside."""

from tallywire.report.page import Content, render

__all__ = ["Content", "render"]
