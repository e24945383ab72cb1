# Sets `python` to a Python that fits, or says in one sentence what is missing. Read by bin/start and bin/test.

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

python=
if [ -n "${PYTHON:-}" ]; then
    if ! fits "$PYTHON"; then
        echo "PYTHON=$PYTHON is not a Python 3.11, 3.12 or 3.13." >&2
        exit 1
    fi
    python=$PYTHON
else
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            python=$candidate
            break
        fi
    done
fi

if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || python --version 2>/dev/null || true)
    echo "Python 3.11, 3.12 or 3.13 is needed, and this machine has ${found:-none}: install one, or name it with PYTHON=/path/to/python3." >&2
    exit 1
fi
