"""Input of strangers: it may be large, deep, malicious or all three, and can only be refused or shown."""
