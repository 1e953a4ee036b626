#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image: Python, the packages with the versions that the course
# was packed with, and data. What is there already stays.
set -euo pipefail

# Where Gradescope has unpacked this; to try it out elsewhere, say where.
root=${GRADESCOPE_ROOT:-/autograder}
cd "$root/source"

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

if [ ! -x .venv/bin/python ]; then
    if ! python=$(find_python); then
        apt-get update -q
        for version in 3.12 3.11; do  # Ubuntu 24.04 has the one, 22.04 the other
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
                "python$version" "python$version-venv" && break
        done
        python=$(find_python) || { echo "no Python 3.11 or newer is to be had; choose a newer Ubuntu" >&2; exit 1; }
    fi
    "$python" -m venv .venv
    # The second index has torch without CUDA, which is a tenth of its size.
    .venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check -r requirements.txt \
        --extra-index-url https://download.pytorch.org/whl/cpu
fi

# What a submission may read is Python and the package; the course is closed to it in every way there is.
echo "$root/source/package" >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/autograder.pth"
chmod -R go= course
if [ -e needs_data ]; then
    .venv/bin/python -m autograder.commands.main data
fi
