/* What the tests of the class's pages share: the server, browsers' pages, and checks. The
 * folder of the binaries is the first argument of who requires this. */

'use strict';

const { spawn } = require('child_process');
const path = require('path');
const { chromium } = require('playwright-core');

const ROOT = path.join(__dirname, '..');
const BIN = process.argv[2];
const SET = path.join(ROOT, 'tests/data/class/roma.json');
const WAIT_MS = 15000;
const hosts = [];
let checks = 0, failures = 0;

function check(what, is) {
    checks++;
    if (is)
        return;
    failures++;
    console.error('failed: ' + what);
}

function equal(what, got, want) {
    check(what + ': ' + JSON.stringify(got) + ', not ' + JSON.stringify(want), got === want);
}

/* --- the server --- */

/* A session of the question set at ADDRESS, see class_host.c; PORT may be left out. */
function startHost(address, port) {
    const host = spawn(path.join(BIN, 'class_host'), [SET, address].concat(port || []),
        { env: Object.assign({}, process.env, { WORDLOOT_ASSETS: path.join(ROOT, 'assets') }),
            stdio: ['ignore', 'pipe', 'inherit'] });
    hosts.push(host);
    const ended = new Promise((done) => host.on('exit', done));

    return new Promise((done, fail) => {
        let text = '';

        host.on('exit', () => fail(new Error('class_host has ended')));
        host.stdout.on('data', (bytes) => {
            text += bytes;
            const lines = text.split('\n');

            if (lines.length > 3)
                done({ phones: lines[0], teacher: lines[1], stop: () => host.kill(), ended });
        });
    });
}

/* --- phones --- */

/* SCRIPT runs before the page's own; may be left out. */
async function open(browser, url, options, script) {
    const context = await browser.newContext(options);

    if (script)
        await context.addInitScript(script);
    const page = await context.newPage();

    page.setDefaultTimeout(WAIT_MS);
    page.on('pageerror', (error) => check('no error on the page: ' + error, false));
    page.on('console', (message) => check('nothing is blocked: ' + message.text(),
        !/Content Security Policy/.test(message.text())));
    page.on('dialog', (dialog) => {
        check('no dialog opens', false);
        dialog.dismiss();
    });
    await page.goto(url);
    return page;
}

const shows = (page, selector, text) => page.locator(selector, text ? { hasText: text } : {}).first().waitFor();
const textOf = (page, selector) => page.locator(selector).first().innerText();

/* Runs TEST(browser), and ends this process. */
async function run(test) {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'] });

    try {
        await test(browser);
    } catch (error) {
        check(String(error.stack || error), false);
    }
    hosts.forEach((host) => host.kill());
    await browser.close();
    console.error(checks + ' checks, ' + failures + ' failed');
    process.exit(failures === 0 ? 0 : 1);
}

module.exports = { check, equal, open, run, shows, startHost, textOf, SET };
