"""From a document to a draft of its summary: what was found, where, and how sure."""
