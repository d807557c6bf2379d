#!/bin/sh
# Set up .venv on a bare machine: `sh scripts/setup.sh` to use guiheng, `sh scripts/setup.sh dev` to work on it.
# Python 3.11 or newer is needed. durable-rules is compiled from source; where there is no C compiler and none can be
# installed, guiheng is set up without it and its own evaluator does the checking, with the same findings.
set -eu
cd "$(dirname "$0")/.."
what=${1:-}
venv=${VENV:-.venv}

fail() { echo "setup: $*" >&2; exit 1; }

# Debian's packages, when we may install them.
debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-python3.12 python3.11 python3.13 python3}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

python=$(find_python) || { debian python3 python3-venv && python=$(find_python); } ||
    fail "需要 Python 3.11 以上；请先安装（Debian：apt-get install python3 python3-venv），再运行一次"

if [ ! -x "$venv/bin/python" ]; then
    "$python" -m venv "$venv" >/dev/null 2>&1 ||
        { rm -rf "$venv"; debian python3-venv && "$python" -m venv "$venv"; } ||
        fail "建不了虚拟环境；请先安装 venv（Debian：apt-get install python3-venv），再运行一次"
fi

needs_compiler() {
    "$venv/bin/python" - <<'PYTHON'
import importlib.util, sys
wanted = sys.platform == "linux" and sys.version_info < (3, 13)
sys.exit(not (wanted and importlib.util.find_spec("durable_rules_engine") is None))
PYTHON
}

can_compile() {
    command -v "${CC:-cc}" >/dev/null 2>&1 && "$venv/bin/python" - <<'PYTHON'
import pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_paths()["include"], "Python.h").exists())
PYTHON
}

plain=
if needs_compiler && ! can_compile; then
    debian gcc libc6-dev python3-dev && can_compile || plain=yes
fi

pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@" -q; }

target=.
[ "$what" = dev ] && target='.[dev]'
if [ -z "$plain" ]; then
    pip install ${what:+-e} "$target"
else
    echo "setup: 没有 C 编译器，不装 durable-rules，由内置求值器检查（结果相同）；要装：apt-get install gcc python3-dev 后再运行一次"
    "$venv/bin/python" scripts/requirements.py "$what" | pip install -r /dev/stdin
    pip install --no-deps ${what:+-e} .
fi
echo "setup: 好了。试试 $venv/bin/guiheng check plans"
