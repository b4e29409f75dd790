#!/usr/bin/env bash
# Publishes into small sites, builds them with the real generators, and looks at what came out.
#
#   tests/sites/run.sh PROGRAM [GENERATOR...]
#
# Everything is installed into target/sites, apart from Hugo and Jekyll, which come from the system's packages. A
# generator that cannot be had is skipped, and says so.
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
shift
here=$PWD/tests/sites
work=$PWD/target/sites
passed=0 failed=0 skipped=0
mkdir -p "$work"

main() {
    for site in "${@:-hugo pelican eleventy astro jekyll}"; do
        for one in $site; do
            run "$one"
        done
    done
    echo "sites: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}

run() {
    if ! "install_$1" >"$work/$1-install.log" 2>&1; then
        skipped=$((skipped + 1))
        echo "!!!! SKIPPED $1: cannot be installed here; see $work/$1-install.log" >&2
        return
    fi
    # Not as a condition: there, bash would go on after a command that fails.
    (set -e; "try_$1") >"$work/$1.log" 2>&1
    if [ $? = 0 ]; then
        passed=$((passed + 1))
        echo "ok   $1"
    else
        failed=$((failed + 1))
        echo "FAIL $1" >&2
        tail -20 "$work/$1.log" >&2
    fi
}

# A fresh copy of a site, with what must not be copied left where it is.
fresh() {
    mkdir -p "$work/$1"
    find "$work/$1" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name 'package*.json' -exec rm -rf {} +
    cp -R "$here/$1/." "$work/$1/"
    cd "$work/$1"
}

# publish GENERATOR CONTENT: twice, and the second time nothing may change; then the data files, for the check.
publish() {
    "$program" publish --site "$1" "$2" --from "$here/tags.csv"
    cp -R "$2" "$work/$1-first"
    "$program" publish --site "$1" "$2" --from "$here/tags.csv"
    diff -r "$2" "$work/$1-first"
    rm -rf "$work/$1-first"
    "$program" publish --site "$1" "$2" --from "$here/tags.csv" --data "$work/$1-data"
}

check() {
    python3 "$here/check.py" "$(find "$work/$1-data" -name episodes.json)" "$2"
}

packaged() {
    command -v "$1" || { [ "$(id -u)" = 0 ] && apt-get update && apt-get install -y --no-install-recommends "$1"; }
}

from_npm() {
    local site=$1
    shift
    mkdir -p "$work/$site"
    cd "$work/$site" || return
    [ -e package.json ] || echo '{"private": true, "type": "module"}' >package.json
    npm install --no-audit --no-fund "$@"
}

install_hugo() { packaged hugo; }
try_hugo() {
    fresh hugo
    publish hugo content
    hugo --quiet
    check hugo 'public/tags/{}/index.html'
}

install_jekyll() { packaged jekyll; }
try_jekyll() {
    fresh jekyll
    publish jekyll _posts
    LANG=C.UTF-8 jekyll build --disable-disk-cache
    check jekyll '_site/tags/{}/index.html'
}

install_eleventy() ( from_npm eleventy @11ty/eleventy@3 )
try_eleventy() {
    fresh eleventy
    publish eleventy content
    npx eleventy
    check eleventy '_site/tags/{}/index.html'
}

install_astro() ( from_npm astro astro@5 github-slugger@2 )
try_astro() {
    fresh astro
    publish astro src/content/episodes
    ASTRO_TELEMETRY_DISABLED=1 npx astro build
    check astro 'dist/tags/{}/index.html'
}

install_pelican() {
    python3 -m venv "$work/pelican-venv" && "$work/pelican-venv/bin/pip" install --quiet 'pelican[markdown]>=4.9'
}
try_pelican() {
    fresh pelican
    publish pelican content
    "$work/pelican-venv/bin/pelican" content --settings pelicanconf.py --output output
    check pelican 'output/tag/{}.html'
}

main "$@"
