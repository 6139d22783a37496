"""Who the words of a source stand for: names, roles, pronouns, definite nominals, documents."""
