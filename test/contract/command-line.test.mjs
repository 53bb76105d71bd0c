// The program as a shell sees it: exit codes, the data folder, a clean end.
import assert from 'node:assert/strict';
import http from 'node:http';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root, run, startDemo } from '../flex-video.mjs';
import { startServe } from '../serve.mjs';

let data;
before(async () => (data = await mkdtemp(path.join(tmpdir(), 'flex-video-'))));
after(() => rm(data, { recursive: true, force: true }));

test('--version and --help succeed, a wrong word is a usage error', async () => {
  const version = await run(['--version']);
  assert.equal(version.code, 0);
  assert.match(version.stdout, /^flex-video \d+\.\d+\.\d+\n$/);
  const help = await run(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /demo[\s\S]*token/);
  for (const words of [
    [],
    ['dance'],
    ['demo', '--port', 'x'],
    ['demo', '--port', '70000'],
    ['token', '--identity'],
    ['wire'],
    ['settings']
  ]) {
    const { code, stderr } = await run(words);
    assert.equal(code, 2, words.join(' '));
    assert.notEqual(stderr, '', words.join(' '));
  }
});

test('the types of the page and the plugin are those of libs/wire', async () => {
  const { stdout } = await run(['wire', '--typescript']);
  for (const file of ['web/room-core/wire.ts', 'plugin/src/wire.ts']) {
    assert.equal(await readFile(path.join(root, file), 'utf8'), stdout, `flex-video wire --typescript > ${file}`);
  }
});

test('docs/configuration.md is what the settings are', async () => {
  const { stdout } = await run(['settings', '--markdown']);
  const file = 'docs/configuration.md';
  assert.equal(await readFile(path.join(root, file), 'utf8'), stdout, `flex-video settings --markdown > ${file}`);
});

test('demo listens on loopback, answers, and ends with 0 at Ctrl-C', async () => {
  const demo = await startDemo({ data });
  assert.match(demo.base, /^http:\/\/127\.0\.0\.1:\d+$/);
  const health = await fetch(demo.base + '/healthz');
  assert.equal(health.status, 200);
  assert.deepEqual(await health.json(), { status: 'ok' });
  assert.deepEqual(await demo.stop(), { code: 0, signal: null });
});

test('demo sends who typed localhost to the address that its links carry', async () => {
  const demo = await startDemo({ data });
  const { port } = new URL(demo.base);
  const asked = http.get({ host: '127.0.0.1', port, path: '/desk', headers: { host: `localhost:${port}` } });
  const answer = await new Promise((resolve, reject) => asked.on('response', resolve).on('error', reject));
  answer.resume();
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, `${demo.base}/desk`);
  assert.equal((await fetch(`${demo.base}/desk`, { redirect: 'manual' })).status, 200);
  await demo.stop();
});

test("demo.env has Twilio's names, is the owner's alone, and survives a restart", async () => {
  const first = await startDemo({ data });
  const made = await first.environment();
  await first.stop();
  assert.match(made.TWILIO_ACCOUNT_SID, /^AC[0-9a-f]{32}$/);
  assert.match(made.TWILIO_API_KEY, /^SK[0-9a-f]{32}$/);
  assert.match(made.TWILIO_API_SECRET, /^[0-9a-f]{32}$/);
  assert.equal(made.FLEX_VIDEO_BASE_URL, first.base);
  assert.equal((await stat(path.join(data, 'demo.env'))).mode & 0o777, 0o600);

  const second = await startDemo({ data });
  const kept = await second.environment();
  await second.stop();
  assert.deepEqual({ ...kept, FLEX_VIDEO_BASE_URL: '' }, { ...made, FLEX_VIDEO_BASE_URL: '' });
  assert.doesNotMatch(
    first.output() + second.output(),
    new RegExp(`${made.TWILIO_API_SECRET}|${made.TWILIO_AUTH_TOKEN}`)
  );
});

test('the log is JSON lines, without what admits', async () => {
  const demo = await startDemo({ data, args: ['--log', 'info'] });
  const hidden = ['hiddencode', 'hiddenquery', 'hiddencookie', 'hiddentoken', 'hiddenbody', 'hidden'.repeat(10)];
  const [code, query, cookie, token, body, segment] = hidden;
  const headers = { cookie: `flex-video-device=${cookie}`, authorization: `Bearer ${token}` };
  await fetch(`${demo.base}/j/${code}?q=${query}`, { headers });
  await fetch(`${demo.base}/elsewhere/${segment}`, { headers });
  await fetch(`${demo.base}/v1/visits`, { method: 'POST', headers, body: JSON.stringify({ code: body }) });
  await demo.stop();
  const lines = demo
    .output()
    .split('\n')
    .filter(line => line.startsWith('{'));
  const requests = lines.map(line => JSON.parse(line)).filter(({ message }) => message === 'request');
  assert.deepEqual(
    requests.map(({ level, method, path, from }) => [level, method, path, from]),
    [
      ['info', 'GET', '/j/*', '127.0.0.1'],
      ['info', 'GET', '/elsewhere/*', '127.0.0.1'],
      ['info', 'POST', '/v1/visits', '127.0.0.1']
    ]
  );
  for (const text of hidden) assert.ok(!demo.output().includes(text), text);
});

test('serve warns at each start when it gives tokens to anybody', async () => {
  const demo = await startDemo({ data });
  const serve = await startServe(demo, { args: ['--insecure-get-tokens'] });
  const body = new URLSearchParams({ taskSid: `WT${'0'.repeat(32)}` });
  assert.equal((await fetch(`${serve.base}/get-tokens`, { method: 'POST', body })).status, 200);
  await serve.restart('SIGINT');
  assert.equal(serve.output().match(/"level":"warning","message":"get-tokens gives tokens to anybody/g)?.length, 2);
  await serve.restart('SIGINT', []);
  assert.equal((await fetch(`${serve.base}/get-tokens`, { method: 'POST', body })).status, 401);
  assert.equal(serve.output().match(/gives tokens to anybody/g).length, 2);
  await serve.stop();
  await demo.stop();
});

test("demo says in words why it can't start", async () => {
  const taken = net.createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => taken.on('listening', resolve));
  const busy = await run(['demo', '--port', String(taken.address().port), '--data', data]);
  taken.close();
  assert.equal(busy.code, 1);
  assert.match(busy.stderr, /in use/);

  await writeFile(path.join(data, 'demo.env'), 'no equals sign\n');
  const garbled = await run(['demo', '--port', '0', '--data', data]);
  assert.equal(garbled.code, 1);
  assert.match(garbled.stderr, /demo\.env:1/);
});
