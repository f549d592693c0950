"""What every face of the interview needs around its pages: saving, word forms, names of files, the order of papers."""
