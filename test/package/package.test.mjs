// The Debian package's life in a bare Debian 12 under its own systemd: installed, set up, in a call, upgraded, removed, purged.
// The demo stands in for Twilio, on loopback.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { eventually, launchBrowser, mediaFlows } from '../e2e/browser.mjs';
import { button, screen } from '../e2e/calls.mjs';
import { furnishedPage, Seat } from '../e2e/seats.mjs';
import { root, startDemo } from '../flex-video.mjs';
import { bearer, json } from '../open-call.mjs';
import { freePort, isFree } from '../serve.mjs';
import { Debian } from './debian.mjs';

const made = revision =>
  execFileSync(path.join(root, 'script/package'), [String(revision)], { encoding: 'utf8' }).trim();
const state = '/var/lib/flex-video';

let packages, debian, demo, credentials, base, ada, call;
const browsers = [];
before(async () => {
  packages = [made(1), made(2)];
  debian = await Debian.boot();
  demo = await startDemo();
  credentials = await demo.environment();
  base = `http://127.0.0.1:${await freePort()}`;
});
after(async () => {
  for (const browser of browsers) await browser.close();
  await demo?.stop();
  await debian?.stop();
});

const show = property => debian.run('systemctl', 'show', '--value', `--property=${property}`, 'flex-video');
const ready = (at = base) =>
  eventually(
    'the service is ready',
    async () => (await fetch(`${at}/readyz`).catch(() => ({ status: 0 }))).status,
    status => status === 200
  );
const operations = () => readFile(path.join(root, 'docs/operations.md'), 'utf8');

/** Those of an operator whose Twilio is the demo. */
function settings(port) {
  const held = host => `${demo.base}/twilio/${host}.twilio.com`;
  return `data = "${state}"
web = "/usr/share/flex-video/room"
base_url = "${base}"
video = "rooms"
listen.port = ${port}
[twilio]
account_sid = "${credentials.TWILIO_ACCOUNT_SID}"
api_key = "${credentials.TWILIO_API_KEY}"
workspace_sid = "${credentials.TWILIO_WORKSPACE_SID}"
iam_url = "${held('iam')}"
taskrouter_url = "${held('taskrouter')}"
conversations_url = "${held('conversations')}"
video_url = "${demo.base}"
`;
}

const answered = async (path, ask) => {
  const answer = await fetch(base + path, { ...ask, headers: { ...json, ...ada } });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
};

test('it installs with what it needs from Debian, and starts nothing before it is set up', async () => {
  const said = await debian.install(packages[0]);
  assert.match(said, /fill in \/etc\/flex-video, then: systemctl enable --now flex-video/);
  assert.equal(await show('ActiveState'), 'inactive');
  assert.equal(await show('UnitFileState'), 'disabled');
  assert.equal(await debian.run('stat', '-c', '%U:%G %a', state), 'flex-video:flex-video 700');
  assert.equal(await debian.run('stat', '-c', '%U:%G %a', '/etc/flex-video'), 'root:flex-video 750');
  for (const file of ['flex-video.toml', 'secrets.env'])
    assert.equal(await debian.run('stat', '-c', '%U:%G %a', `/etc/flex-video/${file}`), 'root:flex-video 640');
  assert.match(await debian.run('flex-video', '--version'), /^flex-video \d/);
});

test('settings that can not be read are said in the journal, and tried once', async () => {
  await debian.succeeds('systemctl', 'start', 'flex-video');
  await eventually(
    'it gave up',
    () => show('ActiveState'),
    now => now === 'failed'
  );
  assert.equal(await show('NRestarts'), '0');
  await eventually(
    'the reason',
    () => debian.run('journalctl', '--unit=flex-video', '--no-pager'),
    log => /base.url/.test(log)
  );
});

test('once it is set up it runs, as nobody and locked in', async () => {
  await debian.write('/etc/flex-video/flex-video.toml', settings(new URL(base).port));
  await debian.write(
    '/etc/flex-video/secrets.env',
    ['TWILIO_API_SECRET', 'TWILIO_AUTH_TOKEN'].map(name => `${name}=${credentials[name]}\n`).join('')
  );
  const page = await operations();
  const doctor = await debian.run('sh', '-c', `${/^runuser .*$/m.exec(page)[0]} || true`);
  for (const good of ['Twilio account', 'port', 'database', 'link secret', 'web files'])
    assert.match(doctor, new RegExp(`^ok +${good}: `, 'm'), doctor);
  await debian.run('systemctl', 'enable', '--now', 'flex-video');
  await ready();
  const pid = await show('MainPID');
  const status = await debian.run('cat', `/proc/${pid}/status`);
  const [, user] = /^Uid:\s+(\d+)/m.exec(status);
  assert.equal(user, await debian.run('id', '--user', 'flex-video'));
  assert.notEqual(user, '0');
  assert.match(status, /^CapEff:\s+0+$/m);
  assert.match(status, /^NoNewPrivs:\s+1$/m);
  assert.match(status, /^Seccomp:\s+2$/m);
  assert.equal(await debian.run('stat', '-c', '%U %a', `${state}/flex-video.db`), 'flex-video 600');
});

test('two browsers meet in a call', async () => {
  const { token } = await (await fetch(`${demo.base}/sandbox/agents/ada/session`)).json();
  ada = bearer(token);
  const [task] = (await (await fetch(`${demo.base}/sandbox/conversations`)).json()).conversations;
  const wish = JSON.stringify({ conversationSid: task.sid, taskSid: task.taskSid });
  const { session, customerLink } = await answered('/v1/sessions', { method: 'POST', body: wish });
  browsers.push(await launchBrowser(), await launchBrowser());
  const customer = await (await browsers[0].context()).newPage();
  await customer.goto(customerLink);
  await button(customer, 'Join').click();
  const agent = await furnishedPage(await browsers[1].context({ bypassCSP: true }), `${base}/healthz`);
  const joined = await answered(`/v1/sessions/${session.id}/join`, { method: 'POST' });
  await Seat.take(agent, joined.token, { seat: 'agent', name: joined.room, wsServer: joined.wsServer });
  await screen(customer, 'call');
  call = { session, wish, pages: { customer, agent } };
  await mediaFlows(call.pages, 1);
});

test('an upgrade starts it anew, and the session and its call go on', async () => {
  const [pid, database] = [await show('MainPID'), (await stat(debian.path(`${state}/flex-video.db`))).ino];
  await debian.install(packages[1]);
  assert.match(await debian.run('dpkg-query', '--show', '--showformat=${Version}', 'flex-video'), /-2$/);
  await ready();
  assert.notEqual(await show('MainPID'), pid);
  assert.equal((await stat(debian.path(`${state}/flex-video.db`))).ino, database);
  const { session } = await answered(`/v1/sessions/${call.session.id}`);
  assert.deepEqual([session.id, session.state, session.roomSid], [call.session.id, 'live', call.session.roomSid]);
  const again = await answered('/v1/sessions', { method: 'POST', body: call.wish });
  assert.equal(again.session.id, call.session.id, 'a click finds the same one');
  await mediaFlows(call.pages, 1);
  await debian.run('grep', '--quiet', 'video = "rooms"', '/etc/flex-video/flex-video.toml');
});

test('one that was killed is back by itself, and one that was stopped is not started by an upgrade', async () => {
  const pid = await show('MainPID');
  await debian.run('systemctl', 'kill', '--signal=KILL', 'flex-video');
  await eventually(
    'it is another',
    () => show('MainPID'),
    now => now !== '0' && now !== pid
  );
  await ready();
  await debian.run('systemctl', 'stop', 'flex-video');
  await debian.install(packages[1]);
  assert.equal(await show('ActiveState'), 'inactive');
});

test('what docs/operations.md says of ports below 1024 lets it listen on one', async () => {
  const folder = '/etc/systemd/system/flex-video.service.d';
  const [, dropIn] = /^```ini\n(\[Service\]\nPrivateUsers[^`]*)```/m.exec(await operations());
  let low = 1023;
  while (!(await isFree(low))) low--;
  await debian.run('mkdir', folder);
  await debian.write(`${folder}/override.conf`, dropIn);
  await debian.write('/etc/flex-video/flex-video.toml', settings(low));
  await debian.run('systemctl', 'daemon-reload');
  await debian.run('systemctl', 'start', 'flex-video');
  await ready(`http://127.0.0.1:${low}`);
  await debian.run('rm', '-r', folder);
  await debian.run('systemctl', 'daemon-reload');
});

test('removed it keeps what it knows; purged nothing of it is left', async () => {
  await debian.run('apt-get', 'remove', '-y', '-q', 'flex-video');
  const processes = await debian.run('find', '/proc', '-maxdepth', '1', '-user', 'flex-video');
  assert.equal(processes, '', 'it runs no more');
  await debian.run('test', '-s', `${state}/flex-video.db`);
  await debian.run('test', '-s', '/etc/flex-video/secrets.env');
  await debian.run('apt-get', 'purge', '-y', '-q', 'flex-video');
  await debian.run('rm', ...packages.map(file => `/root/${path.basename(file)}`));
  const leftOver = "find / -xdev '(' -iname '*flex-video*' -o -nouser -o -nogroup ')'";
  const found = await debian.run('sh', '-c', leftOver);
  assert.equal(found, '');
  // passwd- and its like are what shadow keeps of the last change.
  const named = await debian.run('sh', '-c', 'grep -rl flex-video /etc | grep -v -e "-$" || true');
  assert.equal(named, '');
});
