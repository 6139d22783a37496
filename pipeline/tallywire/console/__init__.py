"""What a person sees in the terminal: one module a command, and what several of them print with."""
