"""The page of one household: who they are, where they came from, where they live, at one glance."""
