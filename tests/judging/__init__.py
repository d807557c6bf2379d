"""Tests of judging: from matches to verdicts, findings, tables and whole results."""
