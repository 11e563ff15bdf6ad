"""Plain values every subject speaks in: dates, numbers, names, codes; no Qt, no SQL, no clock."""
