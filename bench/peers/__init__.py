"""The same plans and the same three rules in other tools, and how long each takes: ``python -m bench.peers``."""
