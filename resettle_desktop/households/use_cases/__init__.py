"""What can be done for households and people: one function per act, each with its frozen draft."""
