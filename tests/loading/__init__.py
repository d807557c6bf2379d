"""Tests of reading files: every input gives data with places, or sentences that say what is wrong and where."""
