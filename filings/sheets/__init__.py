"""Making of sheets to fill in: the sheet of a kind, its guide, the workbook and the CSV of it."""
