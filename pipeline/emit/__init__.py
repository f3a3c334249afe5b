"""Writing, reading back and checking what a run gives."""
