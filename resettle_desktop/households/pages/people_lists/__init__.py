"""户口簿等名册: the lists of people beside our file, shown and kept from a household's page."""
