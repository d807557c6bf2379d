"""From matches to verdicts, checks and findings."""
