#!/usr/bin/env bash
# Pins every library with the hashes of all its files:  scripts/lock.sh [--upgrade | --upgrade-package NAME]
# Without an option the versions already pinned stay.
set -euo pipefail
cd "$(dirname "$0")/.."

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
"${PYTHON:-python3}" -m venv "$home"
"$home/bin/pip" --disable-pip-version-check --quiet install uv

# Left out: docopt, which num2words wants for its own command line only and which comes as source that runs on install;
# playwright and what it needs, since of axe-playwright-python only the script of axe is read.
compile() {
    "$home/bin/uv" pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-emit-package docopt --no-emit-package playwright --no-emit-package pyee \
        --no-emit-package greenlet --custom-compile-command "make lock"
}

compile --group build --output-file requirements.txt "$@"
compile --group build --group dev --constraints requirements.txt --output-file requirements-dev.txt "$@"
compile --group build --group dev --group mutants --constraints requirements-dev.txt \
    --output-file requirements-mutants.txt "$@"
