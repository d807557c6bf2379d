"""Rego by regorus: the same policy, each plan its input. ``with_regorus.py FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import regorus  # type: ignore[import-not-found, unused-ignore]
import yaml


def main() -> None:
    """Print the gaps of all plans of a folder."""
    engine = regorus.Engine()
    engine.add_policy_from_file(str(Path(__file__).with_name("gaps.rego")))
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        engine.set_input_json(json.dumps(plan, ensure_ascii=False, default=str))
        for rule, subject in json.loads(engine.eval_rule_as_json("data.plan.gaps")):
            print(json.dumps((path.name, rule, subject), ensure_ascii=False))


if __name__ == "__main__":
    main()
