"""A story's head: its title, and who published it."""
