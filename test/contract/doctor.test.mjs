// `flex-video doctor` beside the demo's Twilio and a Video API of this test: what it says of good and of broken set-ups.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { run, startDemo } from '../flex-video.mjs';

const base = 'http://127.0.0.1:1'; // where serve would be; nothing listens there
const events = 'task.wrapup,task.completed,task.canceled';
let demo, twilio, folder, web, video;

const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const workspacePath = () => `/twilio/taskrouter.twilio.com/v1/Workspaces/${twilio.TWILIO_WORKSPACE_SID}`;

async function listen(server) {
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}
const portOf = server => server.address().port;

/** As the owner of the workspace does in the console. */
async function postEventsTo(url, filter = events) {
  const response = await fetch(demo.base + workspacePath(), {
    method: 'POST',
    headers: { Authorization: basic(twilio.TWILIO_ACCOUNT_SID, twilio.TWILIO_AUTH_TOKEN) },
    body: new URLSearchParams({ EventCallbackUrl: url, EventsFilter: filter })
  });
  assert.equal(response.status, 200);
}

/** Twilio Video's API as far as the doctor asks it: for who was let in, at a time that a test may move. */
async function startVideo() {
  const state = { secondsOff: 0 };
  const server = http.createServer((request, response) => {
    const known = [
      basic(twilio.TWILIO_ACCOUNT_SID, twilio.TWILIO_AUTH_TOKEN),
      basic(twilio.TWILIO_API_KEY, twilio.TWILIO_API_SECRET)
    ].includes(request.headers.authorization);
    const rooms = request.url === '/v1/Rooms?PageSize=1';
    const status = !rooms ? 404 : known ? 200 : 401;
    const body = status === 200 ? { rooms: [] } : { code: 20003, message: 'Authenticate', status };
    response.sendDate = false;
    response.setHeader('Date', new Date(Date.now() + state.secondsOff * 1000).toUTCString());
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  await listen(server);
  return { state, server, url: `http://127.0.0.1:${portOf(server)}` };
}

async function doctor({ flags = [], env = {}, video: source = 'rooms' } = {}) {
  const options = {
    '--base-url': base,
    '--port': '0',
    '--data': path.join(folder, 'data'),
    '--web': web,
    '--video': source,
    '--twilio-video-url': video.url,
    '--twilio-iam-url': `${demo.base}/twilio/iam.twilio.com`,
    '--twilio-taskrouter-url': `${demo.base}/twilio/taskrouter.twilio.com`
  };
  for (let at = 0; at < flags.length; at += 2) options[flags[at]] = flags[at + 1];
  const settings = Object.fromEntries(Object.entries(twilio).filter(([name]) => name.startsWith('TWILIO_')));
  const made = await run(['doctor', ...Object.entries(options).flat()], { env: { ...settings, ...env } });
  const printed = made.stdout + made.stderr;
  for (const secret of [twilio.TWILIO_AUTH_TOKEN, twilio.TWILIO_API_SECRET, ...Object.values(env)]) {
    if (!secret.includes('/') && secret.length > 20) assert.ok(!printed.includes(secret), printed);
  }
  const lines = made.stdout.trimEnd().split('\n');
  return { ...made, lines, of: subject => lines.find(line => line.slice(6).startsWith(`${subject}: `)) };
}

/** Exactly one line fails, and says these words. */
async function fails(subject, words, options) {
  const made = await doctor(options);
  assert.equal(made.code, 1, made.stdout + made.stderr);
  const failed = made.lines.filter(line => line.startsWith('FAIL'));
  assert.equal(failed.length, 1, made.stdout);
  assert.equal(failed[0], made.of(subject));
  assert.match(failed[0], words);
  assert.match(failed[0], /\. To do: /);
}

before(async () => {
  demo = await startDemo();
  twilio = await demo.environment();
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-'));
  web = path.join(folder, 'web');
  await mkdir(path.join(web, 'assets'), { recursive: true });
  await writeFile(path.join(web, 'room.html'), '<script id="arrival">__ARRIVAL__</script>');
  video = await startVideo();
  await postEventsTo(`${base}/webhooks/twilio/taskrouter`);
});
after(async () => {
  video.server.close();
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a good set-up is fine, and the check leaves nothing behind', async () => {
  for (const source of ['rooms', 'twilio']) {
    const made = await doctor({ video: source });
    assert.equal(made.code, 0, made.stdout + made.stderr);
    assert.ok(!made.lines.some(line => line.startsWith('FAIL')), made.stdout);
    assert.match(made.lines.at(-1), /^\d+ ok, \d+ to know of, 0 failed$/);
    assert.equal(made.of('TURN') !== undefined, source === 'rooms');
  }
  assert.deepEqual((await readdir(folder)).sort(), ['web']);
});

test('a usage error is told as serve tells it', async () => {
  for (const flags of [
    ['--lobby', 'sometimes'],
    ['--base-url', 'http://a.example']
  ]) {
    const made = await doctor({ flags });
    assert.equal(made.code, 2);
    assert.match(made.stderr, new RegExp(`^flex-video: .*${flags[0]}`));
    assert.equal(made.stdout, '');
  }
});

test('a wrong auth token', async () => {
  const env = { TWILIO_AUTH_TOKEN: 'wrong-token-of-some-length' };
  for (const source of ['rooms', 'twilio']) {
    const made = await doctor({ env, video: source });
    assert.equal(made.code, 1);
    assert.match(made.of('Twilio account'), /^FAIL .*HTTP 401, error 20003.*TWILIO_AUTH_TOKEN/);
    assert.match(made.of('TaskRouter workspace'), /^FAIL /);
  }
});

test("an API key that Twilio's Video does not take", async () => {
  const env = { TWILIO_API_SECRET: 'wrong-secret-of-some-length' };
  await fails('API key', /a key of region IE1 or AU1/, { env, video: 'twilio' });
});

test('a wrong workspace', async () => {
  await fails('TaskRouter workspace', /no such workspace .*TWILIO_WORKSPACE_SID/, {
    env: { TWILIO_WORKSPACE_SID: `WS${'0'.repeat(32)}` }
  });
});

test('events that are posted elsewhere, or left out', async () => {
  try {
    await postEventsTo('https://elsewhere.example/');
    await fails('TaskRouter workspace', /posts its events to another address/);
    await postEventsTo(`${base}/webhooks/twilio/taskrouter`, 'task.wrapup');
    await fails('TaskRouter workspace', /leaves out task\.completed, task\.canceled/);
  } finally {
    await postEventsTo(`${base}/webhooks/twilio/taskrouter`);
  }
});

test('a clock that is not Twilio’s', async () => {
  try {
    video.state.secondsOff = 30;
    assert.match((await doctor({ video: 'twilio' })).of('clock'), /^warn .* s behind Twilio's\. To do: .*NTP/);
    video.state.secondsOff = -90;
    await fails('clock', /ahead of Twilio's, so that Twilio will refuse our tokens/, { video: 'twilio' });
  } finally {
    video.state.secondsOff = 0;
  }
});

test('a port that something else has, and one that flex-video has', async () => {
  const other = await listen(http.createServer((_, response) => response.end('hello')));
  try {
    await fails('port', /is in use by something else/, { flags: ['--port', String(portOf(other))] });
  } finally {
    other.close();
  }
  const { port } = new URL(demo.base);
  const made = await doctor({ flags: ['--port', port] });
  assert.equal(made.of('port'), `ok    port: ${port} is held by a flex-video that runs`);
});

test('a database folder that is not there, and a file that is no database', async () => {
  await fails('database', /missing is not there/, {
    flags: ['--database', path.join(folder, 'missing/flex-video.db')]
  });
  const file = path.join(folder, 'no-database');
  await writeFile(file, 'x'.repeat(4096));
  await fails('database', /can't be opened/, { flags: ['--database', file] });
  assert.equal(await readFile(file, 'utf8'), 'x'.repeat(4096));
  await rm(file);
});

test('a link secret that everybody can read', async () => {
  const data = path.join(folder, 'data');
  await mkdir(data);
  await writeFile(path.join(data, 'link-secret'), `${'s'.repeat(64)}\n`);
  await chmod(path.join(data, 'link-secret'), 0o644);
  await fails('link secret', /everybody on this host can read .*link-secret\. To do: chmod o=/);
  await chmod(path.join(data, 'link-secret'), 0o600);
  assert.match((await doctor()).of('link secret'), /^ok /);
});

test('web files that were not built', async () => {
  await fails('web files', /no room\.html in .*script\/build/, { flags: ['--web', folder] });
});

test('a certificate that nobody trusts, and that ends soon', async () => {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '5'];
  await promisify(execFile)('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate]);
  const server = https.createServer({ key: await readFile(key), cert: await readFile(certificate) });
  const url = `https://127.0.0.1:${portOf(await listen(server))}`;
  try {
    await postEventsTo(`${url}/webhooks/twilio/taskrouter`);
    await fails('base URL', /is not trusted/, { flags: ['--base-url', url] });
    const made = await doctor({ flags: ['--base-url', url] });
    assert.match(made.of('certificate'), /^warn .*good for 4 more days/);
    const own = ['--base-url', url, '--tls-certificate', certificate, '--tls-key', certificate];
    assert.match((await doctor({ flags: own })).of('port'), /^FAIL .*--tls-key/);
  } finally {
    server.close();
    await postEventsTo(`${base}/webhooks/twilio/taskrouter`);
  }
});

test('a Twilio that is not there', async () => {
  const made = await doctor({ flags: ['--twilio-taskrouter-url', 'http://127.0.0.1:1'] });
  assert.equal(made.code, 1);
  assert.match(made.of('Twilio account'), /^FAIL .*gave no answer.*https_proxy/);
  assert.match(made.of('clock'), /^warn /);
});

test('a Twilio, and a proxy, that take connections and say nothing', async () => {
  const silent = await listen(net.createServer(() => {}));
  const at = `127.0.0.1:${portOf(silent)}`;
  try {
    const [hung, unseen] = await Promise.all([
      doctor({ flags: ['--twilio-taskrouter-url', `http://${at}`], video: 'twilio' }),
      doctor({ flags: ['--base-url', `https://${at}`] })
    ]);
    assert.match(hung.of('TaskRouter workspace'), /^FAIL .*gave no answer/);
    assert.match(hung.of('API key'), /^ok /);
    assert.match(unseen.of('base URL'), /^warn /);
    assert.match(unseen.of('certificate'), /^FAIL .*no answer within 10 s/);
    assert.equal(unseen.code, 1);
    assert.match(unseen.lines.at(-1), /failed$/);
  } finally {
    silent.close();
  }
});

test("TURN servers: the demo's coturn by each way, with its secret and with another, and what is none", async () => {
  const told = await readFile(path.join(demo.folder, 'coturn.conf'), 'utf8');
  const [, port] = /^listening-port=(\d+)$/m.exec(told);
  const [, secret] = /^static-auth-secret=(\w+)$/m.exec(told);
  const at = `turn:127.0.0.1:${port}`;
  const urls = [`${at}?transport=udp`, `${at}?transport=tcp`];
  const made = await doctor({ flags: ['--turn-urls', urls.join(',')], env: { FLEX_VIDEO_TURN_SECRET: secret } });
  assert.equal(made.code, 0, made.stdout + made.stderr);
  assert.equal(made.lines.filter(line => line.startsWith('ok    TURN: ')).length, 2, made.stdout);

  const env = { FLEX_VIDEO_TURN_SECRET: 'another secret of some length' };
  await fails('TURN', /takes no credentials made with our secret/, { flags: ['--turn-urls', at], env });
  const elsewhere = `turn:127.0.0.1:${new URL(demo.base).port}?transport=tcp`;
  await fails('TURN', /is no TURN server/, { flags: ['--turn-urls', elsewhere], env });
  await fails('TURN', /does not answer/, { flags: ['--turn-urls', 'turn:127.0.0.1:1?transport=tcp'], env });
});
