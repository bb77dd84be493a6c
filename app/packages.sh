# shellcheck shell=bash
# Installing packages, for app/start, tests/run and .ci/run: source it, then
# call need_packages with groups of the table, or want_packages with names.
# Nothing is asked of a registry while everything is there. Messages go to
# stderr.

# Group, then the package's name with apt, dnf and pacman; "-" where there is
# none or it comes with another.
PACKAGE_TABLE='
build  gcc                    gcc                        gcc
build  cmake                  cmake                      cmake
build  ninja-build            ninja-build                ninja
build  pkg-config             pkgconf-pkg-config         pkgconf
build  libsdl2-dev            SDL2-devel                 sdl2
build  libsdl2-ttf-dev        SDL2_ttf-devel             sdl2_ttf
build  libsqlite3-dev         sqlite-devel               sqlite
build  libhunspell-dev        hunspell-devel             hunspell
build  libutf8proc-dev        utf8proc-devel             libutf8proc
build  libjansson-dev         jansson-devel              jansson
build  zlib1g-dev             zlib-devel                 zlib
build  libarchive-dev         libarchive-devel           libarchive
build  libcurl4-gnutls-dev    libcurl-devel              curl
build  nettle-dev             nettle-devel               nettle
build  libfontconfig-dev      fontconfig-devel           fontconfig
build  libpng-dev             libpng-devel               libpng
build  libwebp-dev            libwebp-devel              libwebp
build  libtesseract-dev       tesseract-devel            tesseract
build  libmicrohttpd-dev      libmicrohttpd-devel        libmicrohttpd
build  libqrencode-dev        qrencode-devel             qrencode
build  libpango1.0-dev        pango-devel                pango
build  libx11-dev             libX11-devel               libx11
build  libxext-dev            libXext-devel              libxext
build  libxfixes-dev          libXfixes-devel            libxfixes
build  libxrandr-dev          libXrandr-devel            libxrandr
build  libxi-dev              libXi-devel                libxi
build  fonts-dejavu-core      dejavu-sans-fonts          ttf-dejavu
test   xvfb                   xorg-x11-server-Xvfb       xorg-server-xvfb
test   openbox                openbox                    openbox
test   xdotool                xdotool                    xdotool
test   x11-utils              xprop                      xorg-xprop
test   x11-xkb-utils          xkbcomp                    xorg-xkbcomp
test   imagemagick            ImageMagick                imagemagick
test   jq                     jq                         jq
test   xclip                  xclip                      xclip
test   python3-icalendar      python3-icalendar          python-icalendar
test   poppler-utils          poppler-utils              poppler
test   zbar-tools             zbar                       zbar
test   mnemosyne              mnemosyne                  -
test   chromium               chromium                   chromium
test   nodejs                 nodejs                     nodejs
test   libxtst-dev            libXtst-devel              libxtst
test   hunspell-it            hunspell-it                hunspell-it
test   hunspell-de-de         hunspell-de                hunspell-de
test   mythes-it              mythes-it                  mythes-it
test   tesseract-ocr-ita      tesseract-langpack-ita     tesseract-data-ita
test   dict-freedict-ita-eng  -                          -
test   dict-freedict-eng-ita  -                          -
test   dict-freedict-deu-eng  -                          -
test   fonts-noto-cjk         google-noto-sans-cjk-fonts noto-fonts-cjk
check  git                    git                        git
check  clang                  clang                      clang
check  libclang-rt-dev        compiler-rt                compiler-rt
check  clang-format           clang-tools-extra          -
check  clang-tidy             clang-tools-extra          -
check  cppcheck               cppcheck                   cppcheck
check  shellcheck             ShellCheck                 shellcheck
stage  wesnoth-1.16-core      wesnoth                    wesnoth
stage  wesnoth-1.16-data      wesnoth-data               -
stage  wesnoth-1.16-httt      -                          -
stage  locales                glibc-langpack-it          -
'

say() {
    printf '%s\n' "$*" >&2
}

fail() { # MESSAGE: the program's exit code for "it failed"
    say "$*"
    exit 3
}

package_manager() { # apt, dnf, pacman or nothing
    local name
    for name in apt-get dnf pacman; do
        if command -v "$name" >/dev/null; then
            echo "${name%-get}"
            return
        fi
    done
}

packages_of() { # GROUP...: the table's names for this machine's package manager
    local manager column
    manager=$(package_manager)
    case $manager in
        dnf) column=3 ;;
        pacman) column=4 ;;
        *) column=2 ;;
    esac
    awk -v groups=" $* " -v column="$column" \
        'NF && index(groups, " " $1 " ") && $column != "-" && !seen[$column]++ { print $column }' \
        <<<"$PACKAGE_TABLE"
}

missing_packages() { # NAME...: those that are not installed; asks only this machine
    [ $# -gt 0 ] || return 0
    case $(package_manager) in
        apt)
            { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
                awk -v names="$*" '$1 == "installed" { there[$2] = 1 }
                    END { count = split(names, name, " ")
                          for (i = 1; i <= count; i++) if (!(name[i] in there)) print name[i] }'
            ;;
        dnf) LC_ALL=C rpm -q --whatprovides "$@" | sed -n 's/^no package provides //p' ;;
        pacman) pacman -T "$@" || true ;;
    esac
}

as_root() { # COMMAND...
    if [ "$(id -u)" -eq 0 ]; then
        "$@" >&2
    elif command -v sudo >/dev/null; then
        sudo "$@" >&2
    else
        fail "Not root, and sudo is not here. As root, run: $*"
    fi
}

install_now() { # NAME...
    case $(package_manager) in
        apt)
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
                --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
            ;;
        dnf) as_root dnf install -y --setopt=install_weak_deps=False "$@" ;;
        pacman) as_root pacman -S --needed --noconfirm "$@" ;;
    esac
}

# pacman's lists are fetched only where there are none: newer lists without an
# upgrade of the whole system can break an Arch machine, and that is its
# owner's to start.
refresh_lists() {
    case $(package_manager) in
        apt) as_root apt-get update -q -o DPkg::Lock::Timeout=300 ;;
        dnf) as_root dnf makecache --refresh ;;
        pacman)
            if compgen -G '/var/lib/pacman/sync/*.db' >/dev/null; then
                say "If its lists are old, upgrade with pacman -Syu and start again."
            else
                as_root pacman -Sy
            fi
            ;;
    esac
}

is_offered() { # NAME: whether this distribution has it
    case $(package_manager) in
        apt) apt-cache show "$1" ;;
        dnf) dnf -q repoquery --whatprovides "$1" | grep . ;;
        pacman) pacman -Sp --print-format %n "$1" ;;
    esac >/dev/null 2>&1
}

# Installs what it can, with one try more after fetching new lists. Fails when
# not everything could be had, having said what; UNOFFERED then holds the names
# that fresh lists do not know.
install_packages() { # NAME...
    local name fresh=1 known=() unknown=()
    UNOFFERED=()
    say "Installing with $(package_manager): $*"
    if install_now "$@"; then
        return
    fi
    say "That did not work; fetching the newest package lists and trying again."
    refresh_lists || { fresh=0; say "The package lists could not be fetched (no network?)."; }
    for name in "$@"; do
        if is_offered "$name"; then known+=("$name"); else unknown+=("$name"); fi
    done
    if [ ${#unknown[@]} -gt 0 ]; then
        say "This distribution does not offer: ${unknown[*]}"
        [ "$fresh" -eq 0 ] || UNOFFERED=("${unknown[@]}")
    fi
    if [ ${#known[@]} -gt 0 ]; then
        install_now "${known[@]}" || return 1
    fi
    [ ${#unknown[@]} -eq 0 ]
}

need_packages() { # GROUP...: all there afterwards, or the script ends
    local names missing
    mapfile -t names < <(packages_of "$@")
    mapfile -t missing < <(missing_packages "${names[@]}")
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "${missing[@]}" ||
            fail "Wordloot needs these packages; install them and start again: ${missing[*]}"
    fi
}

# What this distribution does not offer is said once, noted in FILE, and not
# asked for again.
want_packages() { # FILE NAME...
    local file=$1 missing
    shift
    mapfile -t missing < <(missing_packages "$@" | grep -vxF -f <(cat "$file" 2>/dev/null))
    if [ ${#missing[@]} -gt 0 ] && ! install_packages "${missing[@]}"; then
        say "Going on without what is missing."
        [ ${#UNOFFERED[@]} -eq 0 ] || printf '%s\n' "${UNOFFERED[@]}" >>"$file"
    fi
}

# Packages of npm for the tests, into FOLDER/node_modules; NAME@VERSION each.
need_node_packages() { # FOLDER NAME@VERSION...
    local folder=$1 wanted
    shift
    wanted=$*
    if [ "$(cat "$folder/installed" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    command -v npm >/dev/null || install_packages npm || fail "The tests need npm; install it."
    mkdir -p "$folder"
    npm install --silent --no-audit --no-fund --no-save --prefix "$folder" "$@" >&2 ||
        fail "npm could not install: $wanted"
    echo "$wanted" >"$folder/installed"
}
