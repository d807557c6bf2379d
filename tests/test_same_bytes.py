"""The same input gives the same bytes: whatever the locale, zone, hash seed, folder and order of its files.

All commands run in two environments that have nothing in common (``scripts/outputs.py``); ``scripts/versions.py``
does the same with versions of Python. What single variables do to the console is in ``tests/cli/test_environment.py``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLANS = ("cn-heilongjiang-hegang-145.yaml", "cn-hunan-shaoyang-145.yaml")
SYSTEM = ("PYTHON", "LC_", "LANG", "GUIHENG", "TZ")


def outputs(
    folder: Path, *, plans: Sequence[str] = PLANS, options: Sequence[str] = (), **changes: str
) -> dict[str, str]:
    """The hashes of all outputs, run in ``folder``, into which the plans are copied in this order."""
    (folder / "plans").mkdir(parents=True)
    for name in plans:
        shutil.copy(ROOT / "plans" / name, folder / "plans")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SYSTEM)}
    done = subprocess.run(
        [sys.executable, *options, str(ROOT / "scripts" / "outputs.py"), str(ROOT / "docs" / "examples")],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **changes},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def chinese_locale(folder: Path) -> dict[str, str]:
    """The variables of a locale whose encoding is GBK; where none can be made, the C locale, taken as ASCII."""
    maker = shutil.which("localedef")
    made = maker and subprocess.run(
        [maker, "-c", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")], capture_output=True, check=False
    )
    if made and (folder / "zh_CN.GBK").exists():
        return {"LOCPATH": str(folder), "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"}
    return {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_another_locale_zone_seed_folder_and_order_without_assertions(tmp_path: Path) -> None:
    usual = outputs(tmp_path / "repository", LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="0")
    assert {"out/check.sarif", "out/html/index.html", "out/new.yaml", "out/diff.html", "(verbose)"} <= usual.keys()
    elsewhere = tmp_path / "别处 的 文件夹" / "x"
    changes = {**chinese_locale(tmp_path), "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4242", "COLUMNS": "40"}
    assert outputs(elsewhere, plans=PLANS[::-1], options=("-O",), **changes) == usual
