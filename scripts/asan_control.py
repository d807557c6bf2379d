"""A rule without the tail guard, for ``asan.sh``: the sanitizer must end this process.

The most ordinary comparison of two facts makes durable-rules read beyond the tests of the rule when its last test is
false. ``checker.engine.lowering`` therefore closes every rule with a join that is always true.
"""

import json

import durable_rules_engine as module

RULE = {"all": [{"o": {"k": "o"}}, {"p": {"$and": [{"k": "p"}, {"$lt": {"v": {"o": "v"}}}]}}]}
FACTS = ({"id": "1", "sid": "s", "k": "o", "v": 1}, {"id": "2", "sid": "s", "k": "p", "v": 2})

handle = module.create_ruleset("control", json.dumps({"r": RULE}))
for fact in FACTS:
    module.assert_fact(handle, json.dumps(fact))
