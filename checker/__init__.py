"""规衡 Guiheng: check a local intellectual-property plan against the outlines above it."""

from checker.version import __version__

__all__ = ["__version__"]
