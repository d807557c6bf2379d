"""Rego by rego-cpp (regopy): the policy compiled once to a bundle, each plan its input. ``with_regopy.py FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml
from regopy import Interpreter  # type: ignore[import-not-found, unused-ignore]


def main() -> None:
    """Print the gaps of all plans of a folder."""
    rego = Interpreter()
    rego.add_module("gaps.rego", Path(__file__).with_name("gaps.rego").read_text(encoding="utf-8"))
    bundle = rego.build(None, ["plan/gaps"])
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        plan = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        rego.set_input(json.loads(json.dumps(plan, default=str)))  # dates are no JSON
        for rule, subject in rego.query_bundle_entrypoint(bundle, "plan/gaps").results[0].expressions[0]:
            print(json.dumps((path.name, rule, subject), ensure_ascii=False))


if __name__ == "__main__":
    main()
