#!/bin/sh
# Everything that must hold before a change lands: style, types, import contracts, rule cases, generated pages, tests.
set -eu
cd "$(dirname "$0")/.."
bin=${VENV:-.venv}/bin

"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/mypy"
"$bin/lint-imports"
"$bin/guiheng" rules test
"$bin/python" scripts/generate.py --check
"$bin/python" -m pytest -n 2 "$@"
