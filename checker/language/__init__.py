"""The rule language: conditions, kinds of facts, rules, and the queries they compile to."""
