"""What can be done at the counter across subjects: one function per act, each with its frozen draft."""
