"""The clause that states a figure: its core by the parse, and what is cut from it or kept with it."""
