"""The forms of change events, one page each."""
