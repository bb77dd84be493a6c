/* The teacher's page: the question, and what was answered to it. */

import { keep, make, makeTrack, say, sayCount, withBold } from '/page.js';

function phaseTitle(state) {
    if (state.phase === 'lobby')
        return say(state.url ? 'teacher.lobby' : 'teacher.no-phones');
    if (state.phase === 'end')
        return say(state.stage === 'before' || state.stage === 'after' ? 'end.test' : 'end.round');
    return say('question', { n: state.number, count: state.count });
}

/* The sentence as the class sees it, or with the word. */
function makeSentence(question, isShown) {
    const { sentence, gap_at: at, gap_len: len } = question;

    if (!sentence || (question.kind === 'order' && !isShown))
        return null;
    if (isShown || question.kind.indexOf('cloze') !== 0)
        return make('p', { class: 'sentence', dir: 'auto' }, ...withBold(sentence, at, len));
    return make('p', { class: 'sentence', dir: 'auto' }, sentence.slice(0, at), make('span', { class: 'gap' }),
        sentence.slice(at + len));
}

function makeQuestion(state, isShown) {
    const { question } = state;
    const isToWord = question.kind === 'to-word', isToDefinition = question.kind === 'to-definition';
    const hasSentence = isShown || (!isToWord && !isToDefinition);

    return make('div', { class: 'solution' },
        (isShown || isToDefinition) && make('p', { class: 'headword', dir: 'auto',
            text: question.kind.indexOf('cloze') === 0 ? question.answer : question.headword }),
        hasSentence && makeSentence(question, isShown),
        (isShown || isToWord || (state.step >= 2 && !isToDefinition)) && question.definition &&
            make('p', { class: 'definition', dir: 'auto', text: question.definition }),
        (isShown || state.step >= 3) && question.translation &&
            make('p', { class: 'translation', dir: 'auto', text: question.translation }),
        isShown && question.game && make('p', { class: 'game', dir: 'auto', text: question.game }));
}

function makeCount(state) {
    return make('div', { class: 'counted' },
        make('p', { text: (state.url ? say('teacher.answered', { n: state.answered, count: state.present }) :
            sayCount('teacher.hands', state.answered)) +
            (state.unsure > 0 ? ' · ' + sayCount('teacher.unsure', state.unsure) : '') +
            (state.phase === 'closed' ? ' · ' + sayCount('teacher.right', state.right) : '') }),
        state.url && makeTrack(state.answered, state.present));
}

export function drawStage({ state, isShown, redraw }) {
    const isAsked = state.phase === 'open' || state.phase === 'closed';
    const isOpen = state.phase === 'open';

    return [make('h1', { text: phaseTitle(state) }),
        isAsked && make('p', { class: 'stage', text: [state.stage !== 'practice' ? say('stage.' + state.stage) : null,
            say('task.' + state.question.kind)].filter((text) => text).join(' · ') }),
        state.phase === 'lobby' && make('p', { class: 'lead',
            text: say(state.url ? 'teacher.lobby-lead' : 'teacher.no-phones-lead') }),
        state.phase === 'lobby' && state.url && make('p', { class: 'way great', dir: 'ltr' },
            make('span', { class: 'url', text: state.url.replace(/^http:\/\/|\/$/g, '') }),
            make('span', { class: 'code', text: state.code })),
        isAsked && makeQuestion(state, isShown || !isOpen),
        isAsked && makeCount(state),
        isOpen && make('div', { id: 'timer', class: 'timer', role: 'timer', hidden: state.closes_in_ms === 0 },
            make('span', { class: 'bar' }), make('span', { class: 'left' })),
        isOpen && make('button', { type: 'button', class: 'small', 'data-key': 'show', 'aria-pressed': String(isShown),
            text: say('teacher.show'), on: { click: () => {
                keep('answers', !isShown);
                redraw();
            } } })];
}

function makeBar(label, letter, count, most, isRight, ...more) {
    return make('li', { class: isRight ? 'row right' : 'row' },
        make('span', { class: 'letter', 'aria-hidden': 'true', text: letter }),
        make('span', { class: 'label' }, make('span', { class: 'reading', dir: 'auto', text: label }),
            isRight && make('span', { class: 'is-right', text: ' ✓ ' + say('teacher.is-right') }),
            makeTrack(count, most)),
        make('span', { class: 'number', text: String(count) }), ...more);
}

/* How many hands were raised, to be counted by clicks. */
function makeCounter(tools, at) {
    const count = tools.state.hands[at] || 0;
    const set = (next) => tools.act({ act: 'hands', slot: tools.state.slot, at, count: Math.max(0, next) });

    return make('span', { class: 'counter' },
        make('button', { type: 'button', class: 'small', 'aria-label': say('hands.fewer'), 'data-key': 'fewer' + at,
            text: '−', on: { click: () => set(count - 1) } }),
        make('button', { type: 'button', class: 'small', 'aria-label': say('hands.more'), 'data-key': 'more' + at,
            text: '+', on: { click: () => set(count + 1) } }));
}

function makeChoices(tools, counts) {
    const { state } = tools;
    const most = Math.max(...counts, 1);

    return make('ul', { class: 'bars' }, ...state.question.choices.map((text, at) => makeBar(text, 'ABCD'[at],
        counts[at] || 0, most, at === state.question.right && (tools.isShown || state.phase === 'closed'),
        !state.url && makeCounter(tools, at))));
}

function makeHands(tools) {
    const most = Math.max(...tools.state.hands, 1);

    return make('ul', { class: 'bars' }, ...['hands.had', 'hands.had-not'].map((key, at) =>
        makeBar(say(key), at === 0 ? '✓' : '✕', tools.state.hands[at] || 0, most, false, makeCounter(tools, at))));
}

function makeTyped(tools) {
    const { state } = tools;
    const most = Math.max(...state.typed.map((one) => one.count), 1);

    return make('ul', { class: 'bars typed' }, ...state.typed.map((one) => makeBar(one.text,
        one.right ? '✓' : '✕', one.count, most, false,
        one.right ? make('span', { class: 'how', text: say('mark.' + one.mark) }) :
            make('button', { type: 'button', class: 'small', 'data-key': 'accept ' + one.text, 'aria-label':
                say('act.accept') + ': ' + one.text, text: say('act.accept'), on: { click: () =>
                tools.act({ act: 'accept', slot: state.slot, text: one.text }) } }))));
}

export function drawAnswers(tools) {
    const { state } = tools;
    const isAsked = state.phase === 'open' || state.phase === 'closed';
    const hasChoices = isAsked && state.question.choices.length > 0;

    if (!isAsked || (!tools.isShown && state.phase === 'open' && state.url))
        return [];
    if (!state.url)
        return [make('h2', { text: say('hands.title') }),
            hasChoices ? makeChoices(tools, state.hands) : makeHands(tools)];
    return [make('h2', { text: say('teacher.answers') }),
        hasChoices ? makeChoices(tools, state.choices) : makeTyped(tools),
        !hasChoices && state.typed.length === 0 && make('p', { class: 'hint', text: say('teacher.answers-none') })];
}
