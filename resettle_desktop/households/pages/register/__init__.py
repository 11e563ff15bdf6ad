"""Registering a household from its paper form: where from, where to, and the grid of its members."""
