"""What happens to households and people: one act per change event, each with its frozen draft."""
