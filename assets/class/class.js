/* The phone's page: joins, shows the screen that the host sends, and sends answers until
 * they have arrived. */

import { fill, kept, keep, learnt, loadTexts, make, say, sayCount, sayError, withBold } from '/page.js';
import { openLine, request } from '/link.js';
import { makeQuestion } from '/question.js';

const RETRY_MS = 1500;
const TICK_MS = 250;
const LAST_MS = 1500; /* before the timer's end what is written and not sent goes out */
const NAME_MAX = 20;

const top = document.getElementById('top');
const main = document.getElementById('main');
const info = { title: 'Wordloot', lang: 'it', letters: '', rtl: false };
let token = kept('token');
let line = null;
let screen = null;   /* the newest one */
let shownAs = '';    /* which view of it stands */
let question = null; /* while one is open */
let outbox = kept('outbox'); /* an answer that has not arrived: slot, seq, value, text */
let isSending = false;
let isOver = false;  /* the class that this page was opened for */
let lostSlot = -1;   /* closed before its answer got through */
let ends = null;     /* of the soft timer: at, whole; milliseconds */

/* 128 bits. This page is no secure context, where there would be more to draw them with. */
function drawToken() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)),
        (byte) => ('0' + byte.toString(16)).slice(-2)).join('');
}

function announce(text) {
    document.getElementById('say').textContent = text;
}

/* Puts VIEW up. A new one is read from the start: the focus goes to its heading. */
function show(view, title, ...children) {
    const heading = make('h1', { tabindex: '-1', text: title });
    const isNew = view !== shownAs;

    shownAs = view;
    main.className = view.split(' ')[0];
    fill(main, [heading, ...children]);
    if (isNew)
        window.scrollTo(0, 0);
    if (isNew || document.activeElement === document.body)
        heading.focus({ preventScroll: true });
}

function showTop() {
    top.hidden = screen === null;
    if (screen === null)
        return;
    fill(top, [make('bdi', { class: 'name', text: screen.name }),
        screen.team > 0 && make('span', { class: 'team', text: say('team', { n: screen.team }) }),
        make('span', { class: 'title', dir: 'auto', text: info.title })]);
}

/* --- joining --- */

async function propose(input) {
    try {
        input.value = (await request('/nickname?l=' + encodeURIComponent(info.lang))).name;
    } catch (error) {
        input.focus();
    }
}

/* What the QR code brought along; of a class that is over it is the wrong one. */
function codeGiven() {
    return isOver ? '' : (new URLSearchParams(location.search).get('c') || '').toUpperCase();
}

function makeField(id, label, input, ...more) {
    return make('div', { class: 'field' }, make('label', { for: id, text: label }), input, ...more);
}

function joinForm(problem) {
    const name = make('input', { id: 'name', type: 'text', required: true, maxlength: '40', dir: 'auto',
        autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', 'aria-describedby': 'name-help' });
    const code = make('input', { id: 'code', type: 'text', required: true, maxlength: '6', value: codeGiven(),
        autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', dir: 'ltr' });
    const wrong = make('p', { class: 'problem', role: 'alert', text: problem || '' });
    const button = make('button', { class: 'main', text: say('join.go') });
    const form = make('form', { on: { submit: (event) => {
        event.preventDefault();
        join(name, code, wrong, button);
    } } },
        makeField('name', say('join.name'), name,
            make('button', { type: 'button', class: 'calm', text: say('join.another'),
                on: { click: () => propose(name) } }),
            make('p', { id: 'name-help', class: 'hint', text: say('join.name-help', { n: NAME_MAX }) })),
        makeField('code', say('join.code'), code), wrong, button,
        make('section', { class: 'notice' }, make('h2', { text: say('join.kept') }),
            make('p', { text: say('join.kept-what') })));

    propose(name);
    return form;
}

function showJoin(problem) {
    screen = null;
    showTop();
    show('join', info.title, make('p', { class: 'lead', text: say('join.lead') }), joinForm(problem));
}

async function join(name, code, wrong, button) {
    if (Array.from(name.value.trim()).length > NAME_MAX) {
        wrong.textContent = sayError({ kind: 'name' });
        name.focus();
        return;
    }
    token = token || drawToken();
    button.disabled = true;
    wrong.textContent = '';
    try {
        const first = await request('/join',
            { code: code.value.trim().toUpperCase(), token, name: name.value.trim() });

        keep('token', token);
        connect();
        line.take(first);
    } catch (error) {
        button.disabled = false;
        wrong.textContent = sayError(error);
        if (error.kind === 'bad-code')
            code.focus();
        if (error.kind === 'name')
            name.focus();
        if (error.kind === 'removed')
            gone(error);
    }
}

/* --- answers --- */

/* The answer to the question on the screen, as far as this device knows. */
function ownAnswer() {
    if (outbox && screen && outbox.slot === screen.slot)
        return { given: true, unsure: outbox.value < 0, value: outbox.value, text: outbox.text || '', seq: outbox.seq };
    return screen.own;
}

function setOutbox(answer) {
    outbox = answer;
    keep('outbox', answer);
}

function send(value, text) {
    const seq = Math.max(Date.now(), screen.own.seq + 1, outbox ? outbox.seq + 1 : 0);

    setOutbox(Object.assign({ slot: screen.slot, seq, value }, text === undefined ? {} : { text }));
    flush();
    refresh();
}

/* What can't succeed later either is let go. */
function refused(error, sent) {
    if (error.kind === 'offline' || error.kind === 'busy') {
        setTimeout(flush, RETRY_MS);
        if (line && error.kind === 'offline')
            line.look();
        return;
    }
    if (outbox === sent)
        setOutbox(null);
    if (error.kind === 'removed' || error.kind === 'absent')
        gone(error);
    else
        lostSlot = sent.slot;
}

async function flush() {
    const sent = outbox;

    if (!sent || isSending || !token)
        return;
    isSending = true;
    try {
        const next = await request('/answer', Object.assign({ token }, sent));

        if (outbox === sent)
            setOutbox(null);
        if (line)
            line.take(next);
    } catch (error) {
        refused(error, sent);
    }
    isSending = false;
    refresh();
    if (outbox && outbox !== sent)
        flush();
}

/* --- what is shown --- */

function stageOf() {
    return screen.stage === 'practice' ? null : make('p', { class: 'stage', text: say('stage.' + screen.stage) });
}

function statusText() {
    const own = ownAnswer();
    const isPending = outbox !== null && outbox.slot === screen.slot;
    const hasMore = question.unsent() !== null;

    if (isPending)
        return say(line.isOff() ? 'status.kept' : 'status.sending');
    if (lostSlot === screen.slot && !own.given)
        return say('status.refused');
    if (!own.given)
        return '';
    if (hasMore)
        return say('status.changed', { answer: own.text || say('unsure') });
    return say(own.unsure ? 'status.unsure' : 'status.sent');
}

function tick() {
    const bar = document.getElementById('timer');

    if (!bar || !ends)
        return;
    const left = Math.max(0, ends.at - Date.now());

    bar.firstChild.style.transform = 'scaleX(' + left / ends.whole + ')';
    bar.lastChild.textContent = left > 0 ? sayCount('seconds', Math.ceil(left / 1000)) : say('time-up');
    if (left < LAST_MS && question && !ownAnswer().given && question.unsent() !== null && !ends.isSpent) {
        ends.isSpent = true;
        send(0, question.unsent());
    }
}

function setTimer() {
    const left = screen.closes_in_ms, same = ends !== null && ends.slot === screen.slot;

    document.getElementById('timer').hidden = left <= 0;
    if (left <= 0) {
        ends = null;
        return;
    }
    ends = { slot: screen.slot, at: Date.now() + left, whole: Math.max(left, same ? ends.whole : 0),
        isSpent: same && ends.isSpent && left < LAST_MS };
    tick();
}

/* Changes what stands, by the newest screen and what is on its way. */
function refresh() {
    const status = document.getElementById('status');

    if (!question || !screen || screen.phase !== 'open')
        return;
    question.refresh(screen, ownAnswer());
    if (status.textContent !== statusText())
        status.textContent = statusText();
    status.className = outbox ? 'status waits' : 'status';
}

function showQuestion(view) {
    question = makeQuestion({ screen, info, own: ownAnswer(), send, changed: refresh });
    show(view, say('question', { n: screen.number, count: screen.count }), stageOf(),
        make('div', { id: 'timer', class: 'timer', role: 'timer', hidden: true },
            make('span', { class: 'bar' }), make('span', { class: 'left' })),
        question.node);
    announce(question.task);
}

/* The letters of WANT that bear an accent that GOT has not; WANT if they can't be told. */
function accents(want, got) {
    const bare = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
    const wanted = Array.from(want.normalize('NFC')), given = Array.from(got.normalize('NFC'));
    const off = wanted.filter((letter, k) => given[k] !== undefined &&
        letter.toLowerCase() !== given[k].toLowerCase());

    if (wanted.length !== given.length || bare(want) !== bare(got) || off.length === 0)
        return want;
    return off.filter((letter, k) => off.indexOf(letter) === k).join(', ');
}

function verdictText() {
    const { own, verdict, solution } = screen;
    const draft = kept('draft');

    if (!own.given && lostSlot === screen.slot)
        return say('verdict.late');
    if (!own.given)
        return draft && draft.slot === screen.slot && draft.text.trim() !== '' ?
            say('verdict.unsent', { text: draft.text.trim() }) : say('verdict.none');
    if (!verdict)
        return say('verdict.kept');
    if (own.unsure)
        return say('verdict.unsure');
    if (verdict.mark === 'accent')
        return say(verdict.right ? 'verdict.accent' : 'verdict.accent-wrong',
            { letters: solution ? accents(solution.answer, own.text) : '' });
    if (verdict.mark === 'slip' || verdict.mark === 'other-article')
        return say('verdict.' + verdict.mark + (verdict.right ? '' : '-wrong'));
    return say('verdict.' + (verdict.mark === 'empty' ? 'wrong' : verdict.mark));
}

/* What this learner had answered, in words; null if there is nothing to say. */
function answerGiven() {
    const { own, kind, choices, verdict } = screen;
    const text = choices.length > 0 ? choices[own.value] : own.text;

    if (!own.given || own.unsure || !text || (verdict && verdict.mark === 'exact' && kind !== 'order'))
        return null;
    return make('p', { class: 'given' }, say('answer.own') + ' ', make('bdi', learnt(info, { text })));
}

function makeSolution() {
    const it = screen.solution;
    const sentence = it.sentence || '';
    const isWord = screen.kind !== 'order' && screen.kind !== 'to-definition';

    return make('div', { class: 'solution' },
        make('p', learnt(info, { class: 'headword', text: isWord ? it.answer : it.headword })),
        isWord && it.headword !== it.answer && make('p', learnt(info, { class: 'from', text: it.headword })),
        sentence !== '' && make('p', learnt(info, { class: 'sentence' }),
            ...withBold(sentence, it.gap_at, it.gap_len)),
        it.definition && make('p', learnt(info, { class: 'definition', text: it.definition })),
        it.translation && make('p', { class: 'translation', dir: 'auto', text: it.translation }),
        it.game && make('p', { class: 'game', dir: 'auto', text: it.game }));
}

function showVerdict(view) {
    const text = verdictText();
    const mark = !screen.own.given || screen.own.unsure || !screen.verdict ? 'none' :
        screen.verdict.right ? 'right' : 'wrong';

    show(view, say('question', { n: screen.number, count: screen.count }), stageOf(),
        make('p', { class: 'verdict ' + mark, text }), answerGiven(),
        screen.solution && makeSolution(),
        make('p', { class: 'hint', text: say('wait.next') }));
    announce(text);
}

/* The cells of a CSV file, row by row (RFC 4180); a ' before what a spreadsheet would
 * calculate goes. */
function cellsOf(csv) {
    const rows = [[]];

    csv.replace(/^\ufeff/, '').replace(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g, (whole, cell, end) => {
        const text = cell[0] === '"' ? cell.slice(1, -1).replace(/""/g, '"') : cell;

        if (whole !== '')
            rows[rows.length - 1].push(text.replace(/^'(?=[=+\-@\t\r])/, ''));
        if (end !== ',' && end !== '')
            rows.push([]);
        return '';
    });
    return rows.filter((row) => row.length > 1);
}

/* The words missed, on the page and as a file: the host may be gone when they are wanted. */
async function showMissed(box) {
    const url = '/missed?token=' + token;
    let csv;

    try {
        csv = await (await fetch(url, { cache: 'no-store' })).text();
    } catch (error) {
        setTimeout(() => box.isConnected && showMissed(box), RETRY_MS);
        return;
    }
    fill(box, [make('h2', { text: say('end.missed') }),
        make('ul', {}, ...cellsOf(csv).slice(1).map((row) => make('li', {},
            make('b', learnt(info, { text: row[0] })),
            row[2] && make('span', learnt(info, { class: 'definition', text: row[2] })),
            row[3] && make('span', { class: 'translation', dir: 'auto', text: row[3] })))),
        make('a', { class: 'calm', href: url, download: 'words.csv', text: say('end.take'), on: {
            click: (event) => {
                if (line.isOff())
                    event.currentTarget.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
            } } })]);
}

function showEnd(view) {
    const isTest = screen.stage === 'before' || screen.stage === 'after';
    const box = make('section', { class: 'missed' });

    show(view, say(isTest ? 'end.test' : 'end.round'),
        isTest && make('p', { class: 'lead', text: say('end.test-thanks') }),
        screen.answered > 0 && make('p', { class: 'score' }, make('b', { text: String(screen.right) }),
            ' ' + sayCount('end.of', screen.right, { count: screen.answered })),
        !isTest && screen.missed === 0 && make('p', { class: 'lead', text: say('end.all-right') }),
        screen.stage !== 'before' && screen.missed > 0 && box,
        make('p', { class: 'hint', text: say('wait.teacher') }));
    announce(isTest ? say('end.test-thanks') : '');
    if (screen.missed > 0 && screen.stage !== 'before')
        showMissed(box);
}

function showLobby(view) {
    show(view, say('lobby.in', { name: screen.name }), make('p', { class: 'lead', text: say('lobby.wait') }),
        make('p', { class: 'hint', text: say('lobby.stay') }));
    announce(say('lobby.wait'));
}

function render(next) {
    const view = next.phase + ' ' + next.slot, before = screen;

    screen = next;
    showTop();
    if (next.phase === 'open') {
        if (view !== shownAs)
            showQuestion(view);
        refresh();
        setTimer();
        flush();
        return;
    }
    question = null;
    ends = null;
    if (JSON.stringify(Object.assign({}, next, { version: 0 })) === JSON.stringify(
        Object.assign({}, before, { version: 0 })) && view === shownAs)
        return;
    if (next.phase === 'lobby')
        showLobby(view);
    else if (next.phase === 'closed')
        showVerdict(view);
    else
        showEnd(view);
}

/* --- the connection --- */

function showTrouble(isOff) {
    const node = document.getElementById('trouble');

    node.textContent = isOff ? say('trouble') : '';
    node.hidden = !isOff;
    if (!isOff)
        flush();
    refresh();
}

/* The host knows this device no longer, or never did. */
async function gone(error) {
    if (line)
        line.close();
    line = null;
    setOutbox(null);
    question = null;
    if (error.kind === 'removed') {
        screen = null;
        showTop();
        show('message', say('removed'), make('p', { class: 'lead', text: sayError(error) }));
        return;
    }
    /* Another class, or the first time: a device is not known from one to the next. */
    keep('token', null);
    keep('draft', null);
    token = null;
    isOver = screen !== null;
    try {
        Object.assign(info, await request('/info'));
    } catch (offline) {
        /* what was known before will do */
    }
    showJoin(isOver ? say('error.absent') : '');
}

function connect() {
    if (line)
        line.close();
    line = openLine({ stateUrl: '/state?token=' + token, streamUrl: '/stream?token=' + token,
        onState: render, onTrouble: showTrouble, onGone: gone });
}

async function start() {
    try {
        await loadTexts(false);
        Object.assign(info, await request('/info'));
    } catch (error) {
        setTimeout(start, RETRY_MS);
        return;
    }
    document.title = info.title + ' · Wordloot';
    setInterval(tick, TICK_MS);
    if (token)
        connect();
    else
        showJoin('');
}

start();
