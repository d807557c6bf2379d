"""The version, on its own so that whoever wants it imports nothing else."""

__version__ = "0.1.0"
