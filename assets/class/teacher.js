/* The teacher's page: shows the session and sends what the teacher wants, by the projector's
 * keys: Space goes on, R reveals, T is the timer, E gives more time. */

import { fill, kept, loadTexts, make, makeTrack, say, sayCount, sayError } from '/page.js';
import { openLine, request } from '/link.js';
import { drawAnswers, drawStage } from '/teacher_question.js';
import { drawLearners, isRenaming } from '/teacher_learners.js';

const TIMER_MS = 30000;
const MORE_MS = 15000;
const TICK_MS = 250;
const NOTICE_MS = 8000;
const RETRY_MS = 1500;

const secret = new URLSearchParams(location.search).get('t') || '';
const at = (id) => document.getElementById(id);
let line = null;
let state = null;
let drawn = {};        /* what each part was drawn from */
let asksEnd = false;
let isActing = false;
let noticed = 0;
let ends = null;       /* of the timer: at, whole; milliseconds */

function notice(text) {
    at('notice').textContent = text;
    clearTimeout(noticed);
    noticed = setTimeout(() => { at('notice').textContent = ''; }, NOTICE_MS);
}

/* Sends an act; false when it was refused. What is pressed before it shows is passed over. */
async function act(what) {
    if (isActing)
        return false;
    isActing = true;
    try {
        line.take(await request('/teacher/act?t=' + secret, what));
        return true;
    } catch (error) {
        notice(error.kind === 'bad-request' && error.message ? say('teacher.refused', { why: error.message }) :
            sayError(error));
        return false;
    } finally {
        isActing = false;
    }
}

/* --- what can be done --- */

function ask(isAsking) {
    asksEnd = isAsking;
    draw();
    (isAsking ? at('end-sure') : document.body).focus();
}

function start(stage) {
    return { text: say('act.start-' + stage, { n: state.missed.length }), run: () => act({ act: 'start', stage }) };
}

const endAct = () => ({ text: say('act.end'), run: () => ask(true) });

/* The rounds that can begin and the end, what most will want first. */
function betweenRounds() {
    const { next, can } = state;
    const others = can.filter((stage) => stage !== next && (state.phase !== 'lobby' || stage !== 'after')).map(start);

    return next ? [start(next), ...others, endAct()] : [endAct(), ...others];
}

/* The great button's act, and those of the small ones. */
function goOn() {
    if (state.phase === 'open')
        return [{ text: say('act.close'), run: () => act({ act: 'close' }) }];
    if (state.phase === 'closed')
        return [{ text: say(state.number < state.count ? 'act.next' : 'act.finish'), run: () => act({ act: 'next' }) }];
    return betweenRounds();
}

const isTest = () => state.stage === 'before' || state.stage === 'after';
const hasTimer = () => state.closes_in_ms > 0;

function canReveal() {
    return state.phase === 'open' && state.step < 3 && !isTest();
}

const toggleTimer = () => act({ act: 'timer', ms: hasTimer() ? 0 : TIMER_MS });
const extend = () => act({ act: 'extend', ms: MORE_MS });
const reveal = () => act({ act: 'reveal' });

function button(act_, key, props) {
    return make('button', Object.assign({ type: 'button', 'data-key': act_.text, on: { click: act_.run } }, props),
        make('span', { text: act_.text }), key && make('kbd', { text: key }));
}

function makeAsking() {
    return [make('div', { role: 'alertdialog', 'aria-labelledby': 'end-asked', class: 'asking' },
        make('p', { id: 'end-asked', text: say('act.end-asked') }),
        button({ text: say('act.end-sure'), run: end }, null, { id: 'end-sure', class: 'main' }),
        button({ text: say('act.stay'), run: () => ask(false) }, 'Esc', { class: 'small' }))];
}

async function end() {
    if (!await act({ act: 'end' }))
        return;
    line.close();
    ['room', 'acts', 'answers', 'learners', 'missed'].forEach((id) => fill(at(id), []));
    fill(at('stage'), [make('h1', { text: say('teacher.ended') }), make('p', { text: say('teacher.report') })]);
}

function makeActs() {
    const [main, ...others] = goOn();
    const isOpen = state.phase === 'open';

    if (asksEnd)
        return makeAsking();
    return [button(main, say('key.space'), { class: 'main', id: 'go-on' }),
        make('div', { class: 'smalls' },
            canReveal() && button({ text: say(state.step === 1 ? 'act.definition' : 'act.translation'), run: reveal },
                'R', { class: 'small' }),
            isOpen && button({ text: say('act.timer'), run: toggleTimer }, 'T',
                { class: 'small', 'aria-pressed': String(hasTimer()) }),
            hasTimer() && button({ text: say('act.extend'), run: extend }, 'E', { class: 'small' }),
            ...others.map((other) => button(other, null, { class: 'small' })),
            state.phase !== 'lobby' && state.phase !== 'end' && button(endAct(), null, { class: 'small' }))];
}

/* --- what is shown --- */

function makeRoom() {
    return [make('div', { class: 'way' },
        state.url ? make('span', { class: 'url', text: state.url.replace(/^http:\/\/|\/$/g, '') }) :
            make('span', { class: 'url', text: say('teacher.no-phones') }),
        state.code && make('span', { class: 'code', text: state.code, 'aria-label': say('join.code') + ': ' +
            state.code.split('').join(' ') })),
        state.url && make('p', { class: 'who', text: say('teacher.connected',
            { n: Math.min(state.connected, state.present), count: state.present }) }),
        state.goal > 0 && make('div', { class: 'goal' },
            make('span', { text: say('teacher.goal', { n: state.goal, reached: state.reached }) }),
            makeTrack(state.reached, 100))];
}

function makeMissed() {
    return [make('h2', { text: say('teacher.missed') }),
        state.missed.length === 0 ? make('p', { class: 'hint', text: say('teacher.missed-none') }) :
            make('ul', {}, ...state.missed.map((word) => make('li', {},
                make('b', { class: 'reading', dir: 'auto', text: word.headword }),
                make('span', { class: 'hint', text: say('teacher.of-right', { n: word.right, count: word.answers }) +
                    (word.unsure > 0 ? ' · ' + sayCount('teacher.unsure', word.unsure) : '') }))))];
}

/* Draws the part ID anew when SOURCE has changed; the focus stays on what has the same key. */
function part(id, source, build) {
    const text = JSON.stringify(source), node = at(id);
    const focus = node.contains(document.activeElement) ? document.activeElement.getAttribute('data-key') : null;

    if (drawn[id] === text)
        return;
    drawn[id] = text;
    fill(node, build());
    if (focus !== null)
        Array.from(node.querySelectorAll('[data-key]')).filter((one) => one.getAttribute('data-key') === focus)
            .slice(0, 1).forEach((one) => one.focus());
}

/* ANEW: the part that is drawn in any case; may be left out. */
function draw(anew) {
    const { phase, stage, number, count, slot, question, step, missed, choices, hands, typed, url } = state;
    const { next, can, answered, present, right, unsure, learners } = state;
    const tools = { state, act, isShown: kept('answers') === true, redraw: draw };

    drawn[anew] = null;
    part('room', [url, state.code, state.connected, present, state.goal, state.reached], makeRoom);
    part('stage', [phase, stage, url, number, count, question, step, answered, present, unsure, right,
        hasTimer(), tools.isShown], () => drawStage(tools));
    part('acts', [phase, stage, number, count, step, missed.length, asksEnd, hasTimer(), next, can], makeActs);
    part('answers', [phase, stage, slot, choices, hands, typed, url, tools.isShown, unsure, answered, right],
        () => drawAnswers(tools));
    if (!isRenaming())
        part('learners', [learners, phase, url], () => drawLearners(tools));
    part('missed', [missed], makeMissed);
}

function tick() {
    const bar = at('timer');

    if (!bar || !ends)
        return;
    const left = Math.max(0, ends.at - Date.now());

    bar.firstChild.style.transform = 'scaleX(' + left / ends.whole + ')';
    bar.lastChild.textContent = left > 0 ? sayCount('seconds', Math.ceil(left / 1000)) : say('time-up');
}

function render(next) {
    const left = next.closes_in_ms;

    state = next;
    isActing = false;
    ends = left > 0 ? { slot: next.slot, at: Date.now() + left,
        whole: Math.max(left, ends !== null && ends.slot === next.slot ? ends.whole : TIMER_MS) } : null;
    draw();
    tick();
}

/* --- keys --- */

function pressed(event) {
    const target = event.target.tagName;
    const isOpen = state !== null && state.phase === 'open';
    const keys = { ' ': () => goOn()[0].run(), 'r': () => canReveal() && reveal(), 't': () => isOpen && toggleTimer(),
        'e': () => hasTimer() && extend() };
    const run = keys[event.key.toLowerCase()];

    if (asksEnd && event.key === 'Escape')
        ask(false);
    if (!state || asksEnd || event.repeat || event.ctrlKey || event.altKey || event.metaKey || !run ||
        target === 'INPUT' || target === 'SELECT' || (event.key === ' ' && target === 'BUTTON'))
        return;
    event.preventDefault();
    run();
}

/* A button that is clicked doesn't take the Space bar; one that was tabbed to does. */
function clicked(event) {
    if (event.target.closest && event.target.closest('button'))
        event.preventDefault();
}

function showTrouble(isOff) {
    at('trouble').hidden = !isOff;
    at('trouble').textContent = isOff ? say('teacher.trouble') : '';
}

async function begin() {
    try {
        await loadTexts(true);
    } catch (error) {
        setTimeout(begin, RETRY_MS);
        return;
    }
    document.title = say('teacher.title') + ' · Wordloot';
    document.addEventListener('keydown', pressed);
    document.addEventListener('mousedown', clicked);
    setInterval(tick, TICK_MS);
    line = openLine({ stateUrl: '/teacher/state?t=' + secret, streamUrl: '/teacher/stream?t=' + secret,
        onState: render, onTrouble: showTrouble,
        onGone: () => fill(at('stage'), [make('h1', { text: say('teacher.wrong-address') })]) });
}

begin();
