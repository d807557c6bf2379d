"""规衡 Guiheng: check a local intellectual-property plan against the outlines above it."""

__version__ = "0.1.0"
