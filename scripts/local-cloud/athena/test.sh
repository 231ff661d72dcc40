#!/usr/bin/env bash
# Runs the tests of the local Athena in its cached virtual environment (made first if it is not there yet).
# Arguments go to unittest: ./test.sh -k unload
set -euo pipefail
cd "$(dirname "$0")"

lock_hash=$(sha256sum requirements.lock | cut -c1-12)
venv="${XDG_CACHE_HOME:-$HOME/.cache}/herald/athena-$lock_hash"
if [ ! -x "$venv/bin/python" ]; then
  echo "installing the local Athena's Python packages into $venv" >&2
  mkdir -p "${venv%/*}"
  half=$(mktemp -d "$venv.half-XXXXXX") # renamed when whole, so that an interrupted installation is never used
  trap 'rm -rf "$half"' EXIT
  python3 -m venv "$half"
  "$half/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements.lock
  mv -T "$half" "$venv" 2>/dev/null || [ -x "$venv/bin/python" ] # somebody else may have been faster
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m unittest discover --top-level-directory . --start-directory tests "$@"
