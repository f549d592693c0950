"""Russian: six cases of names, ranks and phrases, numbers, dates, typography. No law and no facts of a case here."""
