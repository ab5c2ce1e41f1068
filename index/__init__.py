"""Passages become searchable, in generations that are built aside and switched."""
