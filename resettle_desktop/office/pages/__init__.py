"""What the clerk sees of the office: the way in, people, settings, backups."""
