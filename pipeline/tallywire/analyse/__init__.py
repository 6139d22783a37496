"""Reads the table of claims: one thing over time, and what differs between two datasets."""

from tallywire.analyse.differences import Difference, What, compare
from tallywire.analyse.series import Topic, main_topics, series, topic_points

__all__ = ["Difference", "Topic", "What", "compare", "main_topics", "series", "topic_points"]
