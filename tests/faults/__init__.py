"""Bad luck, played: power cuts, full disks, damaged and foreign files, two programs at once."""
