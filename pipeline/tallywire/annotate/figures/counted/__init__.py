"""What a figure counts or measures: the noun nearby, a verb's subject or object, or a noun that stands elsewhere."""
