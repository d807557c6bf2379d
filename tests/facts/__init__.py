"""Tests of measuring: quantities, names, documents, parents, and the facts of a plan."""
