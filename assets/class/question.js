/* The question on a phone, by its kind. makeQuestion() builds it once, and refresh() changes
 * it as states come, so that nothing that is being typed is lost. */

import { fill, kept, keep, learnt, make, say } from '/page.js';

const TASKS = { 'cloze': 'task.cloze', 'cloze-choice': 'task.cloze-choice', 'to-word': 'task.to-word',
    'to-definition': 'task.to-definition', 'order': 'task.order' };
const LONG_BAR = 16;

function draftOf(slot) {
    const draft = kept('draft');

    return draft && draft.slot === slot ? draft.text : null;
}

/* Choices, as buttons that are radios: arrow keys go through them. */
function makeChoices(ask, onPick) {
    const boxes = ask.screen.choices.map((text, at) => make('input', { type: 'radio', name: 'choice',
        value: String(at), on: { change: () => { onPick(text); ask.send(at); } } }));
    const node = make('div', { class: 'choices', role: 'radiogroup', 'aria-labelledby': 'task' },
        ...ask.screen.choices.map((text, at) => make('label', { class: 'choice' }, boxes[at],
            make('span', { class: 'face' },
                make('span', { class: 'letter', 'aria-hidden': 'true', text: 'ABCD'[at] }),
                make('span', learnt(ask.info, { class: 'choice-text', text }))))));

    return { node, unsent: () => null, refresh(own) {
        boxes.forEach((box, at) => {
            box.checked = own.given && !own.unsure && own.value === at;
        });
        onPick(own.given && !own.unsure ? ask.screen.choices[own.value] : null);
    } };
}

function makeChoiceCloze(ask) {
    const gap = make('span', { class: 'gap' });
    const choices = makeChoices(ask, (text) => {
        gap.textContent = text || '';
        fill(gap, text ? [text] : [make('span', { class: 'unseen', text: say('gap') })]);
    });

    return Object.assign({}, choices, { node: make('div', {},
        make('p', learnt(ask.info, { class: 'sentence' }), ask.screen.before, gap,
            ask.screen.after), choices.node) });
}

function makeToWord(ask) {
    const choices = makeChoices(ask, () => {});

    return Object.assign({}, choices, { node: make('div', {},
        make('p', learnt(ask.info, { class: 'asked', text: ask.screen.definition || '' })),
        choices.node) });
}

function makeToDefinition(ask) {
    const choices = makeChoices(ask, () => {});

    return Object.assign({}, choices, { node: make('div', {},
        make('p', learnt(ask.info, { class: 'asked word', text: ask.screen.word || '' })),
        choices.node) });
}

/* The bar of letters that a phone's keyboard hides. It takes no focus, so that the keyboard
 * stays; a capital is for one letter. */
function makeLetterBar(ask, input) {
    const letters = Array.from(ask.info.letters || '');
    let isUpper = false;
    const caseOf = (letter) => {
        const upper = letter.toLocaleUpperCase(ask.info.lang);

        return isUpper && upper.length === letter.length ? upper : letter;
    };
    const still = (event) => event.preventDefault();
    const keys = letters.map((letter) => make('button', { type: 'button', class: 'key', on: {
        mousedown: still,
        click: (event) => {
            insert(input, event.currentTarget.textContent);
            shift(false);
        } } }));
    const up = make('button', { type: 'button', class: 'key shift', 'aria-label': say('letters.shift'),
        text: '⇧', on: { mousedown: still, click: () => shift(!isUpper) } });

    function shift(on) {
        isUpper = on;
        up.setAttribute('aria-pressed', String(on));
        keys.forEach((key, at) => { key.textContent = caseOf(letters[at]); });
    }

    if (letters.length === 0)
        return null;
    shift(false);
    return make('div', { class: letters.length > LONG_BAR ? 'letters long' : 'letters', role: 'group',
        'aria-label': say('letters'), lang: ask.info.lang }, up, ...keys);
}

/* Puts LETTER where the caret stands, or in the place of what is chosen. */
function insert(input, letter) {
    input.setRangeText(letter, input.selectionStart, input.selectionEnd, 'end');
    input.dispatchEvent(new Event('input', { bubbles: true }));
}

/* Above the keyboard also where that covers the page (iOS): how much of it is covered. */
function followKeyboard() {
    const seen = window.visualViewport;

    if (!seen)
        return;
    const place = () => document.documentElement.style.setProperty('--covered',
        Math.max(0, window.innerHeight - seen.height - seen.offsetTop) + 'px');

    seen.onresize = place;
    seen.onscroll = place;
    place();
}

function makeCloze(ask) {
    const slot = ask.screen.slot;
    let told = ask.own.text || '';
    const input = make('input', learnt(ask.info, { class: 'gap', type: 'text', maxlength: '100',
        autocomplete: 'off', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false',
        enterkeyhint: 'send', 'aria-label': say('gap'), on: { input: () => {
            keep('draft', { slot, text: input.value });
            widen();
            ask.changed();
        } } }));
    const button = make('button', { class: 'main' });
    const node = make('form', { on: { submit: (event) => {
        event.preventDefault();
        if (input.value.trim() === '')
            input.focus();
        else
            ask.send(0, input.value.trim());
    } } },
        make('p', learnt(ask.info, { class: 'sentence' }), ask.screen.before, input,
            ask.screen.after),
        makeLetterBar(ask, input), button);

    /* The gap's width says nothing of the answer's length. */
    function widen() {
        input.style.width = Math.max(8, Math.min(24, input.value.length + 2)) + 'ch';
    }

    function put(text) {
        input.value = text;
        told = text;
        widen();
    }

    followKeyboard();
    put(ask.own.given && !ask.own.unsure ? ask.own.text || '' : '');
    input.value = draftOf(slot) || input.value;
    widen();
    return { node,
        unsent: () => (input.value.trim() !== '' && input.value.trim() !== told ? input.value.trim() : null),
        refresh(own) {
            const text = own.given && !own.unsure ? own.text || '' : told;

            /* A team's mate sent another: it shows here, unless one is writing oneself. */
            if (text !== told && input.value.trim() === told)
                put(text);
            if (own.given && !own.unsure)
                told = text;
            button.textContent = say(own.given ? 'send.again' : 'send');
        } };
}

/* Which of WORDS stand in TEXT, by their place among them and in TEXT's order. */
function placesOf(words, text) {
    const places = [];

    (text ? text.split(' ') : []).forEach((word) => {
        const at = words.findIndex((other, k) => other === word && places.indexOf(k) < 0);

        if (at >= 0)
            places.push(at);
    });
    return places;
}

function makeOrder(ask) {
    const { slot, words } = ask.screen;
    const textOf = () => placed.map((at) => words[at]).join(' ');
    let told = ask.own.given && !ask.own.unsure ? ask.own.text || '' : '';
    let placed = placesOf(words, draftOf(slot) || told);
    const line = make('div', learnt(ask.info, { class: 'line', role: 'group', 'aria-live': 'polite',
        'aria-label': say('order.line') }));
    const pool = make('div', learnt(ask.info, { class: 'pool', role: 'group', 'aria-label': say('order.pool') }));
    const button = make('button', { type: 'button', class: 'main',
        on: { click: () => ask.send(0, textOf()) } });
    const hint = make('p', { class: 'hint', text: say('order.hint') });

    function tile(at, click, keydown) {
        return make('button', { type: 'button', class: 'tile', text: words[at],
            on: { click, keydown: keydown || (() => {}) } });
    }

    /* FOCUS: the tile that has it then, counted in GROUP; the send button behind the last. */
    function draw(group, focus) {
        fill(line, placed.map((at, k) => tile(at, () => takeBack(k), (event) => move(event, k))));
        fill(pool, words.map((word, at) => (placed.indexOf(at) >= 0 ? null : tile(at, () => place(at)))));
        line.classList.toggle('empty', placed.length === 0);
        button.disabled = placed.length < words.length;
        hint.hidden = placed.length > 0;
        if (group)
            (group.children[Math.min(focus, group.children.length - 1)] || button).focus();
    }

    function changed() {
        keep('draft', { slot, text: textOf() });
        ask.changed();
    }

    function place(at) {
        const focus = words.slice(0, at).filter((word, k) => placed.indexOf(k) < 0).length;

        placed.push(at);
        draw(pool, focus);
        changed();
    }

    function takeBack(k) {
        placed.splice(k, 1);
        draw(placed.length > 0 ? line : pool, k);
        changed();
    }

    /* Arrow keys move a word that stands already; Backspace takes the last one back. */
    function move(event, k) {
        const isBack = event.key === (ask.info.rtl ? 'ArrowRight' : 'ArrowLeft');
        const isForth = event.key === (ask.info.rtl ? 'ArrowLeft' : 'ArrowRight');
        const to = k + (isForth ? 1 : -1);

        if ((!isBack && !isForth) || to < 0 || to >= placed.length)
            return;
        event.preventDefault();
        placed.splice(to, 0, placed.splice(k, 1)[0]);
        draw(line, to);
        changed();
    }

    const node = make('div', { on: { keydown: (event) => {
        if (event.key === 'Backspace' && placed.length > 0) {
            event.preventDefault();
            placed.pop();
            draw(pool, 0);
            changed();
        }
    } } }, line, pool, hint, button);

    draw();
    return { node,
        unsent: () => (placed.length === words.length && textOf() !== told ? textOf() : null),
        refresh(own) {
            const text = own.given && !own.unsure ? own.text || '' : told;

            if (text !== told && textOf() === told) {
                placed = placesOf(words, text);
                draw();
            }
            if (own.given && !own.unsure)
                told = text;
            button.textContent = say(own.given ? 'send.again' : 'send');
        } };
}

const MAKERS = { 'cloze': makeCloze, 'cloze-choice': makeChoiceCloze, 'to-word': makeToWord,
    'to-definition': makeToDefinition, 'order': makeOrder };

/* The definition and the translation, as the teacher shows them. */
function makeHelp(ask) {
    const definition = make('p', learnt(ask.info, { class: 'definition' }));
    const translation = make('p', { class: 'translation', dir: 'auto' });
    const node = make('div', { class: 'help', 'aria-live': 'polite' }, definition, translation);

    return { node, refresh(screen) {
        const shown = [screen.kind === 'to-word' ? null : screen.definition, screen.translation];

        [definition, translation].forEach((part, k) => {
            if (part.textContent !== (shown[k] || ''))
                part.textContent = shown[k] || '';
            part.hidden = !shown[k];
        });
        node.hidden = !shown[0] && !shown[1];
    } };
}

/* ASK: screen, info, own (the answer as this device knows it), send(value, text), and
 * changed() when what is written differs from what was sent. Gives node; task, what is to
 * be done, in words; unsent(), what is written and not sent, or null; refresh(screen, own). */
export function makeQuestion(ask) {
    const task = say(TASKS[ask.screen.kind]);
    const body = (MAKERS[ask.screen.kind] || makeToDefinition)(ask);
    const help = makeHelp(ask);
    const unsure = make('button', { type: 'button', class: 'calm', text: say('unsure'),
        on: { click: () => ask.send(-1) } });
    const node = make('div', { class: 'question' }, make('p', { id: 'task', class: 'task', text: task }),
        body.node, make('p', { id: 'status', role: 'status', class: 'status' }), help.node, unsure);

    return { node, task, unsent: body.unsent, refresh(screen, own) {
        body.refresh(own);
        help.refresh(screen);
        unsure.setAttribute('aria-pressed', String(own.given && own.unsure));
    } };
}
