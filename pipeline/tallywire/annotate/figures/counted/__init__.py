"""What a figure counts or measures: the noun beside it, elsewhere in its sentence, or shared with other figures."""
