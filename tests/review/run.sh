#!/usr/bin/env bash
# Opens the page of `shownotes review` in a real browser, works on it as a person would, and drafts again.
#
#   tests/review/run.sh PROGRAM
#
# Chromium comes from the system's packages, playwright-core from npm into target/review. Where they cannot be had, the
# test is skipped, and says so.
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
here=$PWD/tests/review
work=$PWD/target/review
browser=${CHROMIUM:-/usr/bin/chromium}
mkdir -p "$work"

skip() {
    echo "!!!! SKIPPED review: $1; see $work/install.log" >&2
    exit 0
}

install_browser() {
    [ -x "$browser" ] || { [ "$(id -u)" = 0 ] && apt-get update && apt-get install -y --no-install-recommends chromium; }
}

install_driver() {
    cd "$work" || return
    [ -e package.json ] || echo '{"private": true, "type": "module"}' >package.json
    [ -d node_modules/playwright-core ] || npm install --no-audit --no-fund playwright-core@1
}

: >"$work/install.log"
(install_browser) >>"$work/install.log" 2>&1 || skip "no Chromium here, and it cannot be installed"
(install_driver) >>"$work/install.log" 2>&1 || skip "playwright-core cannot be had"
# Beside its driver, where Node looks for it.
cp "$here"/*.mjs "$work/"
rm -rf "$work/desk"
mkdir -p "$work/desk"
cp -R corpus "$work/desk/"
cd "$work/desk" && exec node "$work/review.mjs" "$program" "$browser"
