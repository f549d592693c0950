"""The law as dated, sourced data, and the checks that compare a case with it."""
