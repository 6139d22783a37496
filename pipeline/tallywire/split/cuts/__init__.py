"""Where stories begin and end."""
