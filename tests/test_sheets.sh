#!/usr/bin/env bash
# Printed sheets through the binary: each kind as HTML, printed by a browser, and as PDF, on
# both sizes of paper; what stands on which page is read back by Poppler's tools. Needs
# chromium and poppler-utils.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bin=$1
wordloot=$bin/wordloot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home
export WORDLOOT_ASSETS=$root/assets
export WORDLOOT_HUNSPELL=$root/tests/data/hunspell
export WORDLOOT_NOW=1795176000000 # Friday 20 November 2026, 13:00 in Rome
export TZ=Europe/Rome PYTHONUTF8=1
unset LC_PAPER LANG
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" >/dev/null 2>"$scratch/why" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    head -c 500 "$scratch/err" "$scratch/why" >&2 || true
}

loot() { # EXIT_CODE ARGUMENT...
    local want=$1 code=0 call
    shift
    call="$*"
    "$wordloot" "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "${call:0:60}: exit code $code, not $want" test "$code" = "$want"
}

says() { # FILE TEXT
    check "$1 says \"$2\"" grep -qF -- "$2" "$scratch/$1"
}

one_line() { # FILE
    check "$1 is one line" test "$(wc -l <"$scratch/$1")" = 1
}

# --- what a PDF says ---

words_of() { # PDF [OPTION...]: its text, a space for each run of blanks
    local pdf=$1
    shift
    pdftotext "$@" "$pdf" - | tr -s '[:space:]' ' '
}

holds() { # WHAT TEXT PART...: the parts stand in it in this order
    local what=$1 text=$2 part
    shift 2
    for part in "$@"; do
        case $text in
            *"$part"*) text=${text#*"$part"} ;;
            *)
                check "$what: \"$part\", in its place" false
                return
                ;;
        esac
    done
    check "$what" true
}

lacks() { # WHAT TEXT PART
    check "$1: no \"$3\"" test "${2#*"$3"}" = "$2"
}

pages_of() { # PDF
    pdfinfo "$1" | awk '$1 == "Pages:" { print $2 }'
}

half() { # PDF PAGE left|right
    local width
    width=$(pdfinfo "$1" | awk '$1 == "Page" && $2 == "size:" { print int($3 / 2) }')
    words_of "$1" -f "$2" -l "$2" -x "$([ "$3" = left ] && echo 0 || echo "$width")" -y 0 \
        -W "$width" -H 700
}

browser_print() { # HTML PDF
    (cd "$scratch" && timeout 120 chromium --headless --no-sandbox --disable-gpu \
        --no-pdf-header-footer --user-data-dir="$scratch/browser" --print-to-pdf="$2" "$1") \
        >/dev/null 2>&1 || true
    check "$1 is printed" test -s "$2"
}

# --- a journal ---

# What was met, the sentence, and what it means; the first ten fill a page of cards.
rows='
perché|Non so perché il capitano sia rimasto sulla nave.|per quale ragione
città|È una città antica, costruita sopra altre rovine.|luogo dove vivono molte persone
è|Chi non è con noi resta fuori dalle mura.|voce del verbo essere
spada|Prendi la spada di tuo padre e difendi la porta.|arma bianca lunga
locanda|La locanda del porto chiude sempre molto tardi.|albergo modesto
bottega|La bottega in fondo alla strada vende solo mappe.|negozio di un artigiano
ponte|Il ponte vecchio cade a pezzi, passate altrove.|passaggio sopra un fiume
notte|Questa notte nessuno deve uscire dalle case.|tempo senza sole
fuoco|Accendi il fuoco prima che arrivi il buio.|fiamma che scalda
già|Qui era già passato qualcuno prima di noi.|prima di ora
virtù|La virtù più grande di un re è ascoltare.|dote buona
ciao|Ciao!|saluto tra amici
'

make_journal() {
    local form sentence meaning time=1795170000000
    { # only what a dictionary has is kept
        printf 'word\tdefinition\tpos\ncittà\ttown\tn. f.\n'
        awk -F '|' 'NF && $1 != "città" { print $1 "\tin English\t" }' <<<"$rows"
    } >"$scratch/words.it-en.tsv"
    loot 0 dict add "$scratch/words.it-en.tsv"
    while IFS='|' read -r form sentence meaning; do
        [ -n "$form" ] || continue
        WORDLOOT_NOW=$time "$wordloot" lookup --lang it --keep --game "Hollow Knight" \
            --sentence "$sentence" "$form" >"$scratch/out" 2>"$scratch/err" || true
        says out kept
        loot 0 teach --lang it --define "$meaning" "$form"
        time=$((time - 1000)) # so that the last one met comes first
    done <<<"$rows"
    loot 0 set ui it
}

echo "== nothing yet, and wrong calls"
for format in html pdf; do
    loot 1 export --format "$format" --sheet cards
    says err "Nothing is written"
done
make_journal
for wrong in '--format pdf --sheet poster' '--format html --paper a5' '--format csv --sheet list' \
    '--format anki --paper a4' '--format csv --title x' '--format pdf --sheet'; do
    # shellcheck disable=SC2086 # several words on purpose
    loot 2 export $wrong
    one_line err
done
loot 2 export --format html --title ""
one_line err
loot 0 export --help
for text in '  html ' '  pdf ' --sheet --paper --title cloze letter; do says out "$text"; done

# --- each kind, both ways, on both papers ---

check_paper() { # PDF PAPER
    local size="59[45].* x 84[12].* pts"
    [ "$2" = a4 ] || size="612 x 792 pts"
    check "$1: page size" bash -c "pdfinfo '$1' | grep -qE '^Page size: +$size'"
}

# Each page has its foot, and no page has only that.
check_pages() { # PDF MOST
    local pdf=$1 pages page text
    pages=$(pages_of "$pdf")
    check "$pdf: $pages pages" test "$pages" -le "$2"
    for page in $(seq "$pages"); do
        text=$(words_of "$pdf" -f "$page" -l "$page")
        holds "$pdf: the foot of page $page" "$text" "Hollow Knight · 20 nov 2026"
        holds "$pdf: the name on page $page" "$text" "Nome o codice: ____"
        holds "$pdf: the number of page $page" "$text" "pagina $page di $pages"
        check "$pdf: page $page has a content" test "${#text}" -gt 110
    done
}

check_fonts() { # PDF: all are embedded, and their letters can be read back
    check "$1: fonts" bash -c "pdffonts '$1' | awk 'NR > 2 && (\$(NF - 4) != \"yes\" || \$(NF - 2) != \"yes\") { exit 1 } END { if (NR < 3) exit 1 }'"
}

check_sizes() { # PDF: no letter is smaller than 12 points
    check "$1: sizes" bash -c "pdftohtml -xml -zoom 1 -i -stdout '$1' | grep -o '<fontspec[^>]*>' |
        sed 's/.* size=\"\([0-9]*\)\".*/\1/' | awk '\$1 < 12 { exit 1 } END { if (NR < 1) exit 1 }'"
}

check_list() { # PDF
    local text
    text=$(words_of "$1" -layout)
    holds "$1: in order" "$text" "Elenco di parole" Parola "La mia traduzione" perché città è \
        spada locanda bottega ponte notte fuoco già virtù ciao
    holds "$1: article and grammar" "$text" "la città" "sostantivo, femminile"
    holds "$1: sentences" "$(words_of "$1" -raw)" "Non so perché il capitano" "È una città antica"
}

key_page() { # PDF: the first page of the key
    local page
    for page in $(seq "$(pages_of "$1")"); do
        if words_of "$1" -f "$page" -l "$page" | grep -q Soluzioni; then
            echo "$page"
            return
        fi
    done
    echo 99
}

check_cloze() { # PDF
    local key before after
    key=$(key_page "$1")
    check "$1: a page with the key" test "$key" -gt 1 -a "$key" -le "$(pages_of "$1")"
    before=$(words_of "$1" -l "$((key - 1))")
    after=$(words_of "$1" -f "$key")
    holds "$1: gaps" "$before" "Completa le frasi" "Non so ____" "11."
    lacks "$1: the answer's sentence" "$before" "Non so perché"
    lacks "$1: too short a sentence" "$before" "ciao"
    holds "$1: the key" "$after" 1. perché 2. città 3. è 4. spada 11. virtù
    lacks "$1: the key's page" "$after" "capitano"
}

check_cards() { # PDF
    check "$1: four pages" test "$(pages_of "$1")" = 4
    holds "$1: front" "$(half "$1" 1 left)" 1 perché 3 è 5 locanda
    holds "$1: front" "$(half "$1" 1 right)" 2 città 4 spada
    holds "$1: back" "$(half "$1" 2 right)" 1 "per quale" 3 "voce del verbo" 5 "albergo modesto"
    holds "$1: back" "$(half "$1" 2 left)" 2 "luogo dove" 4 "arma bianca"
    holds "$1: last back" "$(half "$1" 4 left)" 12 "saluto"
}

check_test() { # PDF
    local key text
    key=$(key_page "$1")
    check "$1: a page with the key" test "$key" -gt 2 -a "$key" -le "$(pages_of "$1")"
    text=$(words_of "$1" -l "$((key - 1))")
    holds "$1: forms" "$text" "Versione A" "1." "non so bene" "6." "Versione B" "1." \
        "non so bene" "6."
    lacks "$1: as many questions in both" "$text" " 7. "
    check "$1: a box for each question" test "$(grep -o "non so bene" <<<"$text" | wc -l)" = 12
    holds "$1: the key" "$(words_of "$1" -f "$key")" "Versione A" 1. 6. "Versione B" 1. 6.
}

echo "== each kind on each paper"
for paper in a4 letter; do
    for kind in list cloze cards test; do
        loot 0 export --format pdf --sheet "$kind" --paper "$paper" --out "$scratch/$kind-$paper.pdf"
        says err "written"
        loot 0 export --format html --sheet "$kind" --paper "$paper" --out "$scratch/$kind.html"
        browser_print "$scratch/$kind.html" "$scratch/$kind-$paper.html.pdf"
        for pdf in "$scratch/$kind-$paper.pdf" "$scratch/$kind-$paper.html.pdf"; do
            check_paper "$pdf" "$paper"
            check_pages "$pdf" 6
            check_fonts "$pdf"
            check_sizes "$pdf"
            "check_$kind" "$pdf"
        done
    done
done
loot 0 export --format pdf --sheet cloze
says err "11 words written; 1 left out, for which a cloze sheet has no place"
loot 0 export --format html --sheet test --limit 11
says err "10 words written; 1 left out, for which a test has no place"
loot 0 export --format pdf --sheet cloze
check "the standard output too" grep -qa '^%PDF-' "$scratch/out"
loot 0 export --format html --title 'Scena 3: "il mercato" </style>'
says out '<title>Scena 3: &quot;il mercato&quot; &lt;/style&gt;</title>'
check "one style sheet" test "$(grep -c '</style>' "$scratch/out")" = 1

code=0
script -qec "'$wordloot' export --format pdf" /dev/null >"$scratch/out" 2>&1 || code=$?
check "not to a terminal: $code" test "$code" = 2
says out "--out FILE"

echo "== paper by locale"
paper_of() { # NAME=VALUE...: what is on the page rule without --paper
    env -u LC_ALL "$@" "$wordloot" export --format html 2>/dev/null |
        sed -n 's/^@page{size:\([^;]*\);.*/\1/p'
}
check "US" test "$(paper_of LANG=en_US.UTF-8)" = letter
check "Mexico" test "$(paper_of LANG=it_IT.UTF-8 LC_PAPER=es_MX.UTF-8)" = letter
check "Italy" test "$(paper_of LANG=it_IT.UTF-8)" = A4
check "all of it" test "$(paper_of LC_ALL=de_DE.UTF-8 LANG=en_US.UTF-8)" = A4
check "nowhere" test "$(paper_of LC_ALL=C)" = A4

echo "== without the program that prints, and with a broken one"
mkdir "$scratch/alone"
cp "$wordloot" "$scratch/alone/wordloot"
echo old >"$scratch/old.pdf"
whole=$wordloot
wordloot=$scratch/alone/wordloot
refused() { # TEXT: an export to a file that is there fails and leaves it alone
    loot 3 export --format pdf --out "$scratch/old.pdf"
    one_line err
    says err "$1"
    check "the old file" test "$(cat "$scratch/old.pdf")" = old
}
refused "--format html prints too"
for script in 'exit 0' 'exit 3' 'echo no ink; exit 3' 'kill -9 $$' 'echo %PDF-; exit 1' 'echo rubbish'; do
    printf '#!/bin/sh\n%s\n' "$script" >"$scratch/alone/wordloot-print"
    chmod +x "$scratch/alone/wordloot-print"
    refused "the sheet was not printed"
done
loot 0 export --format html --out "$scratch/words.html"
wordloot=$whole
check "no temporary file is left" test "$(find "$scratch" -maxdepth 1 -name 'old.pdf*' | wc -l)" = 1
code=0
echo '{"kind": 7}' | "$bin/wordloot-print" >"$scratch/out" 2>"$scratch/err" || code=$?
check "rubbish is refused: $code" test "$code" = 3
says out "line 1"

echo "== other scripts, hostile words, many words"
journal_sql() { # PYTHON: runs with db, the journal
    check "rows" /usr/bin/python3 -c "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
def put(lang, headword, sentence, form):
    data, part = sentence.encode(), form.encode()
    key = 'k%d' % db.execute('SELECT count(*) FROM word').fetchone()[0]
    db.execute('INSERT INTO word (uuid, lang, headword, fold, changed_ms) VALUES (?, ?, ?, ?, 0)', (key, lang, headword, headword))
    db.execute('''INSERT INTO encounter (id, word, form, sentence, form_at, form_len, game, session, time_ms)
        SELECT ?, max(id), ?, ?, ?, ?, 1, 1, 1795176000000 FROM word''', (key, form, sentence, data.find(part), len(part)))
$1
db.commit()" "$WORDLOOT_HOME/data/journal.db"
}
journal_sql '
put("he", "חתול", "החתול הזה ישן כל היום על הגג.", "החתול")
put("ja", "冒険", "長い冒険の末に、彼らは門の前に立っていた。", "冒険")
put("it", "<script>alert(1)</script>", "Qui c\u0027è <b>uno</b> script\tlungo\r\nsu due righe.", "script")
put("it", "lungo", "\"" * 1000000, "\"\"")'
for kind in list cloze; do
    loot 0 export --format pdf --sheet "$kind" --out "$scratch/odd.pdf"
    loot 0 export --format html --sheet "$kind" --out "$scratch/odd.html"
    check "no element of theirs" bash -c "! grep -qiE '<script|<b>uno' '$scratch/odd.html'"
    check "right to left" grep -q 'lang="he" dir="auto"' "$scratch/odd.html"
    browser_print "$scratch/odd.html" "$scratch/odd.html.pdf"
    for pdf in "$scratch/odd.pdf" "$scratch/odd.html.pdf"; do
        holds "$pdf" "$(words_of "$pdf")" "<b>uno</b>"
        # Poppler puts marks of direction around.
        holds "$pdf: Japanese" "$(words_of "$pdf" | tr -d ' ')" 彼らは門
        check "$pdf: Hebrew" bash -c "pdftotext '$pdf' - | grep -q 'החתול\|הזה'"
        check_fonts "$pdf"
    done
done
journal_sql '
db.execute("""INSERT INTO review (id, word, time_ms, rating, place)
    SELECT "r" || id, id, 1795176000000 - id * 60000, 3, "desk" FROM word WHERE id <= 5""")
db.execute("DELETE FROM card_basis")' # which makes the cards be computed anew
loot 0 export --format html --sheet test --out "$scratch/odd.html"
journal_sql 'assert db.execute("SELECT count(*) FROM card").fetchone()[0] == 5, "how strong words are"'
journal_sql '
for number in range(2001):
    put("xx", "word%d" % number, "One two three four five six word%d." % number, "word%d" % number)'
loot 3 export --format pdf --lang xx --out "$scratch/many.pdf"
one_line err
says err "--limit"
check "no file" test ! -e "$scratch/many.pdf"
loot 0 export --format pdf --lang xx --sheet cloze --limit 300 --out "$scratch/many.pdf"
check "thirty rounds and a key" test "$(pages_of "$scratch/many.pdf")" -le 32
holds "the last of them" "$(words_of "$scratch/many.pdf")" Soluzioni 300. word

# A row is not torn apart by the end of a page: a headword and its sentence are on one.
check_rows() { # PDF
    local page text text_of_margin
    check "$1: some pages" test "$(pages_of "$1")" -ge 4
    for page in $(seq "$(pages_of "$1")"); do
        text=$(words_of "$1" -f "$page" -l "$page")
        holds "$1: the head of page $page" "$text" "La mia traduzione"
        # Poppler counts in points; A4 is 842 high.
        text_of_margin=$(words_of "$1" -f "$page" -l "$page" -x 0 -y 800 -W 600 -H 42)
        holds "$1: the foot is in the margin of page $page" "$text_of_margin" pagina
        lacks "$1: the margin of page $page" "$text_of_margin" word
        lacks "$1: the margin of page $page" "$text_of_margin" One
        check "$1: whole rows on page $page" bash -c "grep -o 'word[0-9][0-9]*' <<<'$text' |
            sort | uniq -c | awk '\$1 != 2 { exit 1 } END { if (NR < 1) exit 1 }'"
    done
}
loot 0 export --format pdf --lang xx --limit 100 --out "$scratch/many.pdf"
loot 0 export --format html --lang xx --limit 100 --out "$scratch/many.html"
browser_print "$scratch/many.html" "$scratch/many.html.pdf"
check_rows "$scratch/many.pdf"
check_rows "$scratch/many.html.pdf"

echo "$checks checks, $failures failed"
test "$failures" = 0
