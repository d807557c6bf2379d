"""The documents and results everything else speaks about."""
