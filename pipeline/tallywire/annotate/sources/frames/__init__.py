"""What every frame is, and the frames without a reporting verb: phrases, nouns, punctuation, transcripts."""
