#!/usr/bin/env bash
# The class's pages: what they weigh, that all their texts are there in all languages, and a
# session in a real browser. Needs node, chromium and playwright-core (NODE_PATH).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pages=$root/assets/class
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
}

# All that a phone loads, with the longest texts.
weight() {
    local text longest=0
    for text in "$pages"/texts/??.json; do
        text=$(wc -c <"$text")
        [ "$text" -le "$longest" ] || longest=$text
    done
    cat "$pages"/{index.html,class.css,class.js,page.js,link.js,question.js} | wc -c |
        awk -v texts="$longest" '{ print $1 + texts }'
}

is_light() {
    [ "$(weight)" -lt 60000 ]
}

# Nothing is inline, nothing comes from elsewhere, no text becomes HTML.
is_plain() {
    ! grep -nE 'innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bon(click|load|error)="|style="|https?://[^/^]' \
        "$pages"/*.{html,css,js} | grep -v 'replace(/^http'
}

# Phones of 2018 know no syntax and no methods that are younger.
is_old() {
    ! grep -nE '\?\.[a-zA-Z(]|\?\?|replaceChildren|replaceAll|\.at\(|\.flat\(|allSettled|structuredClone|randomUUID|crypto\.subtle' \
        "$pages"/{class,page,link,question}.js
}

has_all_texts() {
    node "$root/tests/class_texts.cjs" "$pages"
}

check "a phone loads less than 60 kB, not $(weight)" is_light
check "the pages are plain" is_plain
check "old phones understand the page" is_old
check "every text is there in every language" has_all_texts
check "a session in the browser" node "$root/tests/class_page.cjs" "$1"
check "what may be missing" node "$root/tests/class_page_other.cjs" "$1"
check "a host that is killed" node "$root/tests/class_page_killed.cjs" "$1"
echo "$(weight) bytes for a phone; $checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
