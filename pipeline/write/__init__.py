"""Plan → tables, letters, tracking workbook, review page."""
