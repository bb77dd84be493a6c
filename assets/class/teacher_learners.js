/* The teacher's page: who is there, their names and teams. */

import { make, say } from '/page.js';

const TEAMS_MAX = 12;
const SURE_MS = 5000; /* the question whether to remove somebody stands so long */
let renamed = null; /* the id whose name is being written; the list stands still then */
let removing = null; /* the id that was asked about */
let teamSize = 3;

export function isRenaming() {
    return renamed !== null;
}

function makeRename(tools, learner) {
    const input = make('input', { type: 'text', maxlength: '40', value: learner.name, dir: 'auto', 'data-key': 'name',
        'aria-label': say('join.name'), on: { keydown: (event) => {
            if (event.key === 'Escape')
                stop();
        } } });
    const stop = () => {
        if (renamed !== learner.id)
            return;
        renamed = null;
        tools.redraw('learners');
    };

    /* The list goes on when one has turned to something else. */
    return make('form', { class: 'renaming', on: { focusout: () => setTimeout(stop, 0), submit: (event) => {
        event.preventDefault();
        renamed = null;
        tools.act({ act: 'rename', id: learner.id, name: input.value.trim() }).then(() => tools.redraw('learners'));
    } } }, input, make('button', { class: 'small', tabindex: '-1', text: say('act.save') }));
}

function makeTeam(tools, learner) {
    const list = make('select', { 'aria-label': say('teacher.team-of', { name: learner.name }),
        'data-key': 'team ' + learner.id, on: { change: (event) =>
            tools.act({ act: 'team', id: learner.id, team: Number(event.target.value) }) } },
        make('option', { value: '0', text: '–' }));

    for (let team = 1; team <= TEAMS_MAX; team++)
        list.appendChild(make('option', { value: String(team), text: String(team) }));
    list.value = String(learner.team);
    return list;
}

/* The first click asks, the second removes. */
function makeRemove(tools, learner) {
    const isAsked = removing === learner.id;

    return make('button', { type: 'button', class: isAsked ? 'small sure' : 'small', 'data-key': 'remove ' + learner.id,
        'aria-label': say(isAsked ? 'act.remove-sure' : 'act.remove') + ': ' + learner.name,
        text: isAsked ? say('act.remove-sure') : '✕', title: say('act.remove'), on: { click: () => {
            removing = isAsked ? null : learner.id;
            setTimeout(() => {
                removing = null;
                tools.redraw('learners');
            }, SURE_MS);
            if (isAsked)
                tools.act({ act: 'remove', id: learner.id });
            else
                redrawRow(tools, learner);
        } } });
}

function redrawRow(tools, learner) {
    const row = document.getElementById('row-' + learner.id);

    const next = makeRow(tools, learner);

    row.replaceWith(next);
    (next.querySelector('input') || next.lastChild).focus();
    if (next.querySelector('input'))
        next.querySelector('input').select();
}

function makeRenameButton(tools, learner) {
    return make('button', { type: 'button', class: 'small', 'data-key': 'rename ' + learner.id,
        title: say('act.rename'), 'aria-label': say('act.rename') + ': ' + learner.name, text: '✎', on: {
            click: () => {
                renamed = null; /* another's name, left alone */
                tools.redraw('learners');
                renamed = learner.id;
                redrawRow(tools, learner);
            } } });
}

function makeRow(tools, learner) {
    const isAsked = tools.state.phase === 'open' || tools.state.phase === 'closed';

    if (renamed === learner.id)
        return make('li', { id: 'row-' + learner.id }, makeRename(tools, learner));
    return make('li', { id: 'row-' + learner.id },
        make('span', { class: learner.connected ? 'dot on' : 'dot', role: 'img',
            'aria-label': say(learner.connected ? 'teacher.is-on' : 'teacher.is-off'),
            title: say(learner.connected ? 'teacher.is-on' : 'teacher.is-off') }),
        make('bdi', { class: 'name', text: learner.name }),
        isAsked && learner.given && make('span', { class: 'given', role: 'img', 'aria-label': say('teacher.given'),
            title: say('teacher.given'), text: '✓' }),
        make('span', { class: 'score-of', title: say('teacher.of-right', { n: learner.right, count: learner.answered }),
            text: learner.answered > 0 ? learner.right + '/' + learner.answered : '' }),
        makeTeam(tools, learner),
        removing !== learner.id && makeRenameButton(tools, learner),
        makeRemove(tools, learner));
}

/* Puts everybody in teams of SIZE, drawn by lot; as many teams as there can be at most. */
async function makeTeams(tools, size) {
    const learners = tools.state.learners.slice();
    const teams = size > 0 ? Math.min(TEAMS_MAX, Math.ceil(learners.length / size)) : 0;

    for (let i = learners.length - 1; i > 0; i--) {
        const k = Math.floor(Math.random() * (i + 1));

        [learners[i], learners[k]] = [learners[k], learners[i]];
    }
    for (let i = 0; i < learners.length; i++)
        if (!await tools.act({ act: 'team', id: learners[i].id, team: teams > 0 ? i % teams + 1 : 0 }))
            return;
}

function makeTeamMaker(tools) {
    const size = make('input', { type: 'number', min: '2', max: '20', value: String(teamSize), 'data-key': 'size',
        'aria-label': say('teacher.team-size'), on: { input: () => { teamSize = Number(size.value) || 2; } } });

    return make('form', { class: 'teams', on: { submit: (event) => {
        event.preventDefault();
        makeTeams(tools, Math.max(2, teamSize));
    } } }, make('span', { text: say('teacher.team-size') }), size,
        make('button', { class: 'small', 'data-key': 'teams', text: say('act.teams') }),
        tools.state.learners.some((learner) => learner.team > 0) && make('button', { type: 'button', class: 'small',
            'data-key': 'no-teams', text: say('act.no-teams'), on: { click: () => makeTeams(tools, 0) } }));
}

export function drawLearners(tools) {
    const { learners, url } = tools.state;

    if (!url)
        return [];
    return [make('h2', { text: say('teacher.learners', { n: learners.length }) }),
        learners.length === 0 ? make('p', { class: 'hint', text: say('teacher.learners-none') }) :
            make('ul', { class: 'list' }, ...learners.map((learner) => makeRow(tools, learner))),
        learners.length > 1 && makeTeamMaker(tools)];
}
