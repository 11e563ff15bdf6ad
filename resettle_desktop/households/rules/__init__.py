"""What holds for households and people without asking the file; see the modules for each kind of rule."""
