#!/usr/bin/env bash
# wordloot class as a whole, with real HTTP clients: a session prepared, played by two phones
# and the teacher's page, killed in the middle of a question, gone on with, ended; its report,
# its missed words, its test a week later. With the real Italian dictionaries.
#   test_class.sh FOLDER-OF-THE-BINARY
set -euo pipefail

wordloot=$1/wordloot
scratch=$(mktemp -d)
host=
trap '[ -z "$host" ] || kill -9 "$host" 2>/dev/null || true; rm -rf "$scratch"' EXIT
export WORDLOOT_HOME=$scratch/home TZ=Europe/Rome
failures=0
checks=0

check() { # WHAT COMMAND...: the command must succeed
    local what=$1
    shift
    checks=$((checks + 1))
    "$@" && return
    failures=$((failures + 1))
    echo "failed: $what" >&2
    tail -n 5 "$scratch/out" "$scratch/err" "$scratch/reply" >&2 2>/dev/null || true
}

class() { # CODE ARGUMENT...
    local want=$1 code=0
    shift
    timeout 60 "$wordloot" class "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    check "class $*: exit code $code, not $want" test "$code" -eq "$want"
}

says() { # FILE TEXT
    check "$1 says \"$2\"" grep -qF -- "$2" "$scratch/$1"
}

keep() { # WORD SENTENCE
    "$wordloot" lookup --lang it --gloss en --keep --game Roma --sentence "$2" "$1" >/dev/null 2>&1 ||
        true
}

# --- talking to the host ---

open_class() { # ARGUMENT...: starts it; its addresses go to phones, code and teacher
    : >"$scratch/err"
    "$wordloot" class --no-window --address 127.0.0.1 --port "$port" "$@" 2>"$scratch/err" &
    host=$!
    for _ in $(seq 300); do
        if grep -q "Teacher's page" "$scratch/err"; then break; fi
        sleep 0.1
    done
    phones=$(sed -n 's/^Phones: \([^ ]*\) .*/\1/p' "$scratch/err")
    code=$(sed -n 's/^Phones: .* code //p' "$scratch/err")
    teacher=$(sed -n "s/^Teacher's page: //p" "$scratch/err")
    check "the host says where it is" test -n "$phones" -a -n "$code" -a -n "$teacher"
}

post() { # ADDRESS JSON: the reply is in reply, its status in status
    status=$(curl -s -m 20 -o "$scratch/reply" -w '%{http_code}' -H 'Content-Type: application/json' \
        -d "$2" "$1" || true)
}

join() { # TOKEN NAME
    post "${phones}join" "{\"code\":\"$code\",\"token\":\"$1\",\"name\":\"$2\"}"
}

act() { # JSON: as the teacher's page does
    post "${teacher/\/teacher?/\/teacher\/act?}" "$1"
    check "the teacher's $1: $status" test "$status" = 200
}

state() { # TOKEN JQ-FILTER: of the phone's screen
    curl -s -m 20 "${phones}state?token=$1" >"$scratch/reply" || true
    jq -r "$2" "$scratch/reply" 2>/dev/null || true
}

teacher_state() { # JQ-FILTER
    curl -s -m 20 "${teacher/\/teacher?/\/teacher\/state?}" >"$scratch/reply" || true
    jq -r "$1" "$scratch/reply" 2>/dev/null || true
}

# A device may give five answers a second; a person gives fewer.
answer() { # TOKEN VALUE TEXT
    sleep 0.25
    post "${phones}answer" "{\"token\":\"$1\",\"slot\":$(state "$1" .slot),\"seq\":$((seq += 1)),\"value\":$2,\"text\":\"$3\"}"
    check "an answer is taken: $status" test "$status" = 200
}

anna=0123456789abcdef0123456789abcdef
bruno=fedcba9876543210fedcba9876543210
seq=0
port=$((20000 + RANDOM % 20000))

# Nobody comes to this one: it is looked at at the end.
(WORDLOOT_HOME=$scratch/lonely timeout 60 "$wordloot" class --check --address 127.0.0.1 \
    --port $((port + 2)) >"$scratch/lonely.out" 2>"$scratch/lonely.err" ||
    echo "$?" >"$scratch/lonely.code") &
lonely=$!

echo "== whether phones can come"
(for _ in $(seq 100); do
    if curl -s -o /dev/null "http://127.0.0.1:$((port + 1))/"; then break; fi
    sleep 0.1
done) &
class 0 --check --address 127.0.0.1 --port $((port + 1))
says out "?c="
says out "has reached this machine at 127.0.0.1"
class 2 --check --port 99999

echo "== nothing to ask"
class 1
says err "no such words"
class 1 --list
says err "no class sessions"
class 2 --questions 0
class 2 --kinds cloze,riddle
says err "riddle"
class 2 --level hard
class 2 --goal 101
class 2 --list --report 1
class 1 --report 7
class 1 --delete last
class 3 --set "$scratch/none.json"

"$wordloot" dict scan --lang it >/dev/null 2>&1 || true
keep spada "Il cavaliere alzò la sua spada contro il drago verde."
keep guerra "La guerra è finita, dissero gli uomini del villaggio quella sera."
keep ponte "Nessuno passa il ponte senza il permesso del re."
keep fuoco "Il fuoco brucia ancora nella grande casa vecchia."
keep nebbia "Nella nebbia non si vede più la strada del bosco."
keep amico "Il mio amico più caro viene da molto lontano."
keep torre "Dalla torre si vede tutta la valle fino al mare."
keep lupo "Un lupo grigio corre piano dietro la nostra carrozza."
keep oro "Il mercante nasconde tutto il suo oro sotto il letto."
keep nave "La nave parte domani mattina verso le isole lontane."
keep chiave "Ho perso la chiave della porta grande del castello."
keep pane "Non abbiamo più pane per tutta questa lunga settimana."

echo "== a set as a file"
class 0 --save "$scratch/set.json" --tests --seed 4 --title 'Roma "1503"'
says err "questions saved"
check "a title" test "$(jq -r .title "$scratch/set.json")" = 'Roma "1503"'
check "two forms with as many questions" test \
    "$(jq '[.questions[] | select(.form == "A")] | length' "$scratch/set.json")" = \
    "$(jq '[.questions[] | select(.form == "B")] | length' "$scratch/set.json")"
check "four control words, not practised" test \
    "$(jq '[.questions[] | select(.control and .form == "A")] | length' "$scratch/set.json")" = 4
check "the others are practised" test \
    "$(jq '[.questions[] | select(.form == "practice")] | length' "$scratch/set.json")" = 8
check "typed gaps are among them" test \
    "$(jq '[.questions[] | select(.form == "practice" and .kind == "cloze")] | length' "$scratch/set.json")" -ge 4
class 0 --save "$scratch/again.json" --tests --seed 4 --title 'Roma "1503"'
check "the same seed, the same set" cmp -s "$scratch/set.json" "$scratch/again.json"
class 0 --save "$scratch/order.json" --kinds order --questions 3
check "kinds and number as asked" test \
    "$(jq -c '[.questions[].kind] | unique' "$scratch/order.json") $(jq '.questions | length' "$scratch/order.json")" = \
    '["order"] 3'

echo "== a session with two phones"
open_class --set "$scratch/set.json" --seed 4
join "$anna" "volpe allegra"
check "joined: $status" test "$status" = 200
check "in the lobby" test "$(state "$anna" .phase)" = lobby
join "$bruno" '<script>alert(1)</script>'
check "a nickname over 20 letters is refused: $status" test "$status" -ge 400
join "$bruno" '=cmd()'
check "joined: $status" test "$status" = 200
code=AAAAAA join "00000000000000000000000000000000" "gatto"
check "a wrong code: $status" test "$status" -ge 400
act '{"act":"start","stage":"practice"}'
check "a question is open" test "$(state "$anna" .phase)" = open
check "its answer is not told" test "$(state "$anna" '.solution')" = null
kind=$(state "$anna" .kind)
if [ "$kind" = cloze ] || [ "$kind" = order ]; then answer "$anna" 0 "boh"; else answer "$anna" 1 ""; fi
answer "$bruno" -1 ""
check "answers arrive" test "$(teacher_state .answered)" = 2
mine=$(state "$anna" '.own | [.given, .value, .text]' | jq -c .)

echo "== killed in the middle of a question"
kill -9 "$host"
wait "$host" 2>/dev/null || true
check "nothing listens" test "$(curl -s -o /dev/null -m 5 "$phones" || echo refused)" = refused
open_class
says err 'Going on with "Roma "1503""'
check "the same question is open" test "$(state "$anna" .phase)" = open
check "the answer is there" test "$(state "$anna" '.own | [.given, .value, .text]' | jq -c .)" = "$mine"
check "both are" test "$(teacher_state .answered)" = 2

echo "== to its end"
act '{"act":"close"}'
check "what was right is told" test "$(state "$anna" '.solution.headword')" != null
act '{"act":"next"}'
while [ "$(teacher_state .phase)" = open ]; do
    answer "$bruno" -1 ""
    act '{"act":"close"}'
    act '{"act":"next"}'
done
check "a round of eight" test "$(teacher_state .count)" = 8
curl -s -m 20 "${phones}missed?token=$bruno" >"$scratch/missed.csv"
check "a file of missed words to take home" test "$(wc -l <"$scratch/missed.csv")" -ge 9
# A member of the class that goes once more: the words missed, again.
act '{"act":"start","stage":"replay"}'
check "the words missed come again" test "$(teacher_state .count)" = 8
act '{"act":"end"}'
wait "$host" || true
host=
check "nothing listens" test "$(curl -s -o /dev/null -m 5 "$phones" || echo refused)" = refused
report=$(sed -n 's/^The report is in //p' "$scratch/err")
check "a report is written" test -s "$report" -a -s "${report%.html}.csv"
check "no nickname is in it" test "$(grep -c 'volpe\|cmd()' "$report" "${report%.html}.csv" | grep -vc ':0$')" = 0
check "bruno's answers are in it" grep -q 'L02,practice' "${report%.html}.csv"
check "the teacher's own log has nothing of it" test \
    "$("$wordloot" stats --json | jq .reviews)" = 0

echo "== afterwards"
class 0 --list
says out 'Roma "1503"'
says out "ended, with tests"
class 0 --report last --csv --out -
says out "learner,round,number,word"
class 0 --missed last --tag class::roma
check "eight words were missed" test "$(wc -l <"$scratch/out")" = 8
"$wordloot" export --format quizlet --tag class::roma >"$scratch/tagged" 2>/dev/null || true
check "they can be exported" test "$(wc -l <"$scratch/tagged")" = 8
later=$(date -d '+10 days' +%s)
WORDLOOT_NOW=${later}000 class 0 --later last --save "$scratch/later.json"
check "its tests once more" test "$(jq -c '[.questions[].form] | unique' "$scratch/later.json")" = '["A","B"]'
class 1 --later 99
class 0 --delete last
check "the report is gone" test ! -e "$report" -a ! -e "${report%.html}.csv"
check "nothing of it is in the file" test \
    "$(strings "$WORDLOOT_HOME"/data/class.db* | grep -c 'volpe allegra')" = 0
class 1 --list

wait "$lonely"
check "nobody came" test "$(cat "$scratch/lonely.code")" = 1
says lonely.out "Nothing arrived in 20 seconds"
says lonely.out "ufw allow $((port + 2))/tcp"
says lonely.out "--no-phones"
says lonely.err "no phone reached 127.0.0.1"

echo "$checks checks, $failures failed" >&2
[ "$failures" -eq 0 ]
