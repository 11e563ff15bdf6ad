"""What every screen is made of: the worker behind it, pages, forms, tables, notices, the look."""
