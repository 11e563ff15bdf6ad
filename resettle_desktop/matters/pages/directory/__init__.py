"""找谁办: the directory, one line of it, the citizen's sheet, and the register of what was asked for."""
