"""How far a source reaches: quotations, frames in frames, sentences that carry its report on."""
