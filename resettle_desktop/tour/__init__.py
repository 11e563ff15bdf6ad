"""A clerk's morning (一个上午), played by key events only in the real window on a fresh practice file."""
