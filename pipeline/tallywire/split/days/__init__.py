"""A story's date of publication: stated on its page, taken over from its dump, or inferred."""
