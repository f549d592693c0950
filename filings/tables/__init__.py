"""Tables of cases: sheets to fill in, and rows read back from them."""
