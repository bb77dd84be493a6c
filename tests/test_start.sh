#!/usr/bin/env bash
# app/start from a first build to an answer, and app/packages.sh with every
# package manager. Package managers are stood in for by recorders: what counts is
# whether they are called, and with which words. Everything else is real.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
calls=$scratch/calls
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    tail -n 20 "$scratch/out" "$scratch/err" "$calls" >&2 || true
}

check_says() { # WHAT FILE TEXT
    check "$1: \"$3\"" grep -qF -- "$3" "$scratch/$2"
}

check_calls() { # WHAT LINE...: exactly these calls were made
    local what=$1 got want
    shift
    got=$(cat "$calls")
    want=$(printf '%s\n' "$@")
    check "$what: called [$got], not [$want]" test "$got" = "$want"
}

program() { # FILE BODY
    printf '#!/bin/bash\n%s\n' "$2" >"$1"
    chmod +x "$1"
}

recorder() { # FILE [BODY]: a program that notes its name and words, then runs BODY
    program "$1" "echo \"\${0##*/} \$*\" >>$calls
${2:-}"
}

run() { # COMMAND...: its exit code is in $code, what it says in out and err
    : >"$calls"
    code=0
    "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
}

# --- the package managers' words ---

# A machine with one package manager: the folder holds all that PATH offers.
make_machine() { # MANAGER MISSING USER: MISSING is a package it lacks, until installed
    local name machine=$scratch/machine
    rm -rf "$machine"
    mkdir "$machine"
    for name in bash env awk sed grep cat mkdir; do
        ln -s "$(command -v "$name")" "$machine/$name"
    done
    program "$machine/id" "echo $3"
    recorder "$machine/sudo" '"$@"'
    case $1 in
        apt)
            recorder "$machine/apt-get" "$manager_body"
            recorder "$machine/apt-cache" "[ \$2 != nowhere ]"
            program "$machine/dpkg-query" \
                "for name in \"\${@:3}\"; do [ \$name = $2 ] || echo \"installed \$name\"; done"
            ;;
        dnf)
            recorder "$machine/dnf" "$manager_body"
            program "$machine/rpm" "echo 'no package provides $2'"
            ;;
        pacman)
            recorder "$machine/pacman" "[ \$1 != -T ] || echo $2; $manager_body"
            ;;
    esac
}

on_machine() { # COMMAND: with the functions of packages.sh
    run env -i PATH="$scratch/machine" "$scratch/machine/bash" -c "set -euo pipefail; . $root/app/packages.sh; $1"
}

apt_install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300"

test_one_call_where_one_is_enough() {
    local manager_body=""
    make_machine apt libjansson-dev 0
    on_machine 'need_packages build'
    check_calls "apt as root" "${apt_install#*noninteractive } libjansson-dev"
    check_says "apt" err "Installing with apt: libjansson-dev"
    make_machine apt libjansson-dev 1000
    on_machine 'need_packages build'
    check_calls "apt as a user" "sudo $apt_install libjansson-dev" "${apt_install#*noninteractive } libjansson-dev"
    make_machine dnf SDL2-devel 0
    on_machine 'need_packages build'
    check_calls "dnf" "dnf install -y --setopt=install_weak_deps=False SDL2-devel"
    make_machine pacman sdl2 0
    on_machine 'need_packages build'
    check "pacman installs" grep -qx 'pacman -S --needed --noconfirm sdl2' "$calls"
    make_machine apt nothing 0
    on_machine 'need_packages build test check'
    check_calls "nothing is missing"
}

test_retry_and_refusal() {
    local manager_body="[ \$1 = update ]" install
    install="${apt_install#*noninteractive }"
    make_machine apt libjansson-dev 0
    on_machine 'need_packages build'
    check "a build without its needs ends with 3" test "$code" -eq 3
    check_says "refusal" err "install them and start again: libjansson-dev"
    check_calls "one retry after new lists" "$install libjansson-dev" \
        "apt-get update -q -o DPkg::Lock::Timeout=300" "apt-cache show libjansson-dev" \
        "$install libjansson-dev"

    make_machine apt nowhere 0
    on_machine "want_packages $scratch/note nowhere hunspell-it"
    check "dictionaries are not worth stopping for" test "$code" -eq 0
    check_says "what is not offered" err "This distribution does not offer: nowhere"
    on_machine "want_packages $scratch/note nowhere hunspell-it"
    check_calls "what is not offered is not asked for again"
}

# --- app/start on this machine ---

# What app/start calls here: real tools, but no package manager comes through.
start() { # ARGUMENT...
    run env -u DISPLAY -u WAYLAND_DISPLAY PATH="$scratch/stubs:$PATH" WORDLOOT_HOME="$scratch/home" \
        WORDLOOT_BUILD="$scratch/build" "$root/app/start" "$@"
}

make_stubs() {
    local name
    mkdir "$scratch/stubs"
    for name in apt-get sudo dnf pacman; do
        recorder "$scratch/stubs/$name" "exit 1"
    done
}

stamp_of_build() {
    stat -c '%n %Y %s' "$scratch/build/"{build.ninja,CMakeCache.txt,bin/wordloot}
}

test_first_and_second_run() {
    local before
    start --version
    check "the first run ends well" test "$code" -eq 0
    check_calls "first run, all installed"
    check_says "first run" err "Building Wordloot"
    check_says "first run" out "wordloot "
    before=$(stamp_of_build)
    start --version
    check_calls "second run"
    check "the second run is silent on stderr" test ! -s "$scratch/err"
    check "the second run neither configures nor builds" test "$before" = "$(stamp_of_build)"
    check "it has no work to do" grep -qF "no work to do" "$scratch/build/start.log"
}

# The names of a language's packages that this machine lacks, on one line.
lacking() { # LANG
    local names
    mapfile -t names < <("$scratch/build/bin/wordloot" dict packages --lang "$1" --manager apt)
    # shellcheck source=app/packages.sh
    (. "$root/app/packages.sh" && missing_packages "${names[@]}") | paste -sd ' '
}

test_no_display() {
    local names
    start --learn it --gloss en <<<$'guerra\nregno'
    check "words on stdin are looked up" test "$code" -eq 0
    check_says "no display" err "There is no display here"
    check_says "guerra" out "war"
    check_says "regno" out "kingdom"
    names=$(lacking it)
    if [ -z "$names" ]; then
        check_calls "all packages of the language are here"
    else
        check "all that is missing is asked for in one call" test \
            "$(head -n 1 "$calls")" = "apt-get install${apt_install#*install} $names"
    fi
}

test_commands_pass_through() {
    start lookup --lang it --gloss en guerra
    check_says "a command" out "war"
    start nonsense
    check "the program's exit code comes back" test "$code" -eq 2
    start --learn xx </dev/null
    check "a language without a file" test "$code" -eq 2
}

test_build_failure() {
    run env CC=/bin/false WORDLOOT_BUILD="$scratch/broken" "$root/app/start" --version
    check "a failed build ends with 3" test "$code" -eq 3
    check_says "a failed build" err "The whole log is $scratch/broken/start.log"
    check "there is a log" test -s "$scratch/broken/start.log"
}

test_one_call_where_one_is_enough
test_retry_and_refusal
make_stubs
test_first_and_second_run
test_no_display
test_commands_pass_through
test_build_failure
echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
