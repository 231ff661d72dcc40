#!/usr/bin/env bash
# Tests of the Lambda executor's Python and Node sides together; needs no LocalStack.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export PATH="$here/../../../node_modules/.bin:$PATH" PYTHONDONTWRITEBYTECODE=1
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export HERALD_LAMBDA_BOOTSTRAP="$scratch/bootstrap.mjs"
esbuild "$here/lambda-runtime/bootstrap.ts" --bundle --platform=node --target=node22 --format=esm \
  --outfile="$HERALD_LAMBDA_BOOTSTRAP" --log-level=error
python3 -m unittest discover -s "$here/tests" -t "$here/tests"
