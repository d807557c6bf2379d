#!/bin/sh
# The engine with the C module of durable-rules built under AddressSanitizer:
#     sh scripts/asan.sh [SETS] [further options of bench/agreement.py]
# Needs Linux, gcc with its libasan, the headers of Python and, once, the package index. The release build hides most
# reads beyond an object; this one ends at the first. ASAN_DIR keeps the build for the next time.
set -eu
cd "$(dirname "$0")/.."
python=${VENV:-.venv}/bin/python
case $python in /*) ;; *) python=$PWD/$python ;; esac
sets=${1:-20000}
[ $# -eq 0 ] || shift
work=${ASAN_DIR:-$(mktemp -d)}
module=$work/module

fail() { echo "asan: $*" >&2; exit 1; }

# the package sets CFLAGS by itself, so the options go with the name of the compiler
[ -d "$module" ] || CC="gcc -fsanitize=address -fno-omit-frame-pointer -g -O1" "$python" -m pip install -q --no-cache-dir \
    --no-deps --no-binary durable-rules --target "$module" durable-rules==2.0.28 || fail "durable-rules could not be built"

# what pydantic-core keeps for good when it is imported is not the engine's
echo "leak:_pydantic_core" >"$work/leaks.txt"

# PYTHONMALLOC: each string that Python gives the module is a block of its own, so reads beyond it are seen too
run() {
    leaks=$1
    shift
    LD_PRELOAD=$(gcc -print-file-name=libasan.so) PYTHONMALLOC=malloc PYTHONPATH=$module:$PWD \
        LSAN_OPTIONS=suppressions=$work/leaks.txt:print_suppressions=0 ASAN_OPTIONS=detect_leaks=$leaks:exitcode=99 "$python" "$@"
}

echo "== the sanitizer is awake: a rule without the tail guard reads beyond its tests"
run 0 scripts/asan_control.py >"$work/control.txt" 2>&1 && fail "nothing was seen"
grep -E "ERROR: AddressSanitizer|#[0-2] .* in " "$work/control.txt" || fail "the control ended otherwise, see $work/control.txt"

echo "== random sets, leaks included"
run 1 bench/agreement.py --sets "$sets" "$@"

echo "== random rules"
run 1 bench/agreement.py --sets "$((sets / 10))" --of rules "$@"

echo "== the tests of the engine"
run 0 -m pytest -q -p no:cacheprovider tests/engine --ignore tests/engine/test_memory.py  # freed memory is held back here

echo "== the shipped rules on the shipped plans"
run 0 -m checker check plans --fail-on never >"$work/check.txt"
tail -n 1 "$work/check.txt"
echo "asan: no error"
