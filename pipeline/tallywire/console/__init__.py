"""What a person sees in the terminal: progress, the table of claims, explanations."""
