"""What is left behind when a run ends before its end, or the disk under it does."""
