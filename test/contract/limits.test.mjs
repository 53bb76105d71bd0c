// The limits that docs/operations.md tells of, at a running serve as it comes: so much passes, and one more gets what the page says.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { root } from '../flex-video.mjs';
import { freePort, spawnServe, unhurried } from '../serve.mjs';

const page = await readFile(path.join(root, 'docs/operations.md'), 'utf8');
const rows = [...page.matchAll(/^\| ([^|]+) \| (\d+) ?(KiB|s)?[^|]*\|[^|]*\| ([^|]+) \| `script\/test /gm)];

/** The row that begins so: how much is allowed, in bytes or milliseconds where it has a unit, and the codes that one more may get. */
function limit(begins) {
  const [, , number, unit, gets] = rows.find(([, what]) => what.startsWith(begins)) ?? assert.fail(begins);
  const codes = [...gets.matchAll(/`(\w+)`/g)].map(([, code]) => code);
  return { most: Number(number) * { undefined: 1, KiB: 1024, s: 1000 }[unit], codes, gets };
}

// Twilio takes connections and says nothing.
const silent = createServer(() => {}).listen(0, '127.0.0.1');
await once(silent, 'listening');
after(() => silent.closeAllConnections() ?? silent.close());

/** A serve of its own, with that Twilio. */
async function serving(...args) {
  const data = await mkdtemp(path.join(tmpdir(), 'flex-video-limits-'));
  const sid = kind => kind + '0'.repeat(32);
  const env = {
    ...{ TWILIO_ACCOUNT_SID: sid('AC'), TWILIO_API_KEY: sid('SK'), TWILIO_WORKSPACE_SID: sid('WS') },
    ...{ TWILIO_API_SECRET: 'an API secret', TWILIO_AUTH_TOKEN: 'an auth token' }
  };
  const port = await freePort();
  const twilio = { base: `http://127.0.0.1:${silent.address().port}` };
  const serve = spawnServe({ demo: twilio, env, data, port, args: [...unhurried, ...args] });
  await serve.ready;
  const sockets = [];
  return {
    port,
    /** A connection, from any address of this machine. */
    open: async (localAddress = '127.0.0.1') => {
      const socket = connect({ port, host: '127.0.0.1', localAddress });
      sockets.push(socket.on('error', () => {}));
      await once(socket, 'connect');
      return socket;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      serve.child.kill('SIGKILL'); // some wait for Twilio, and would for long
      await serve.exited;
      await rm(data, { recursive: true, force: true });
    }
  };
}

/** What is answered to those bytes on that connection, until it is closed, and the milliseconds that it took. */
async function said(socket, bytes) {
  const began = performance.now();
  let text = '';
  socket.on('data', part => (text += part)).write(bytes);
  await once(socket, 'close');
  return { text, code: /"code":"(\w+)"/.exec(text)?.[1], took: performance.now() - began };
}
const get = (where, ...headers) =>
  [`GET ${where} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n');
const asAgent = get('/v1/sessions', 'Authorization: Bearer a-token');
const form = length =>
  get('/get-tokens', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${length}`)
    .replace('GET', 'POST')
    .concat('a'.repeat(length));

describe('of one request', { concurrency: true }, () => {
  let serve;
  before(async () => (serve = await serving()));
  after(() => serve.stop());

  test('headers', async () => {
    const { most, codes } = limit("a request's headers");
    const filled = size => get('/healthz', `X: ${'a'.repeat(size - get('/healthz', 'X: ').length)}`);
    assert.match((await said(await serve.open(), filled(most))).text, /^HTTP\/1.1 200/);
    assert.deepEqual([(await said(await serve.open(), filled(most + 1))).code], codes);
  });

  test('body', async () => {
    const { most, codes } = limit("a request's body");
    assert.match((await said(await serve.open(), form(most))).text, /Missing taskSid/);
    assert.deepEqual([(await said(await serve.open(), form(most + 1))).code], codes);
  });

  test('time to arrive', async () => {
    const { most, codes } = limit('time for a request');
    const { code, took } = await said(await serve.open(), 'GET / HTTP/1.1\r\n');
    assert.deepEqual([code], codes);
    assert.ok(took > most - 100 && took < most + 5000, `${took} ms`);
  });

  test('idle', { skip: !process.env.FLEX_VIDEO_TEST_FULL }, async () => {
    const { most } = limit('idle between');
    const { text, took } = await said(await serve.open(), get('/healthz').replace('close', 'keep-alive'));
    assert.match(text, /^HTTP\/1.1 200/);
    assert.ok(took > most - 100 && took < most + 5000, `${took} ms`);
  });

  test('a call to Twilio', async () => {
    const { most, codes } = limit('one call to Twilio');
    const { code, took } = await said(await serve.open(), asAgent);
    assert.ok(codes.includes(code), code);
    assert.ok(took > most / 2 && took < most + 3000, `${took} ms`);
  });

  test('a message on a WebSocket', async () => {
    const { most } = limit('a WebSocket message');
    const outcome = async length => {
      const socket = new WebSocket(`ws://127.0.0.1:${serve.port}/signaling`);
      await once(socket, 'open');
      socket.send('x'.repeat(length));
      return Promise.race([once(socket, 'message').then(() => 'heard'), once(socket, 'close').then(([code]) => code)]);
    };
    assert.equal(await outcome(most), 'heard');
    assert.equal(await outcome(most + 1), 1009);
  });
});

test('connections, of one address and of all', async () => {
  const [each, all] = [limit('connections of an address'), limit('connections')];
  const serve = await serving();
  try {
    const from = i => `127.0.0.${1 + Math.floor(i / each.most)}`;
    const open = (begin, end) =>
      Promise.all(Array.from({ length: end - begin }, (_, i) => serve.open(from(begin + i))));
    await open(0, each.most);
    assert.deepEqual([(await said(await serve.open(from(0)), get('/healthz'))).code], each.codes);
    for (let i = each.most; i < all.most; i += each.most) await open(i, Math.min(i + each.most, all.most));
    assert.deepEqual([(await said(await serve.open('127.0.0.200'), get('/healthz'))).code], all.codes);
  } finally {
    await serve.stop();
  }
});

test('requests that wait for a worker', async () => {
  const { most: threads } = limit('threads');
  const { most, codes } = limit('requests that wait');
  const serve = await serving();
  try {
    const tooMany = 7;
    const answers = [];
    let refused;
    const enough = new Promise(resolve => (refused = resolve));
    const asking = Array.from({ length: threads + most + tooMany }, async (_, i) => {
      answers.push(await said(await serve.open(`127.0.0.${1 + (i % 8)}`), asAgent));
      if (answers.length === tooMany) refused();
    });
    await enough;
    await serve.stop();
    await Promise.all(asking);
    const overloaded = answers.filter(({ code }) => codes.includes(code));
    assert.equal(overloaded.length, tooMany);
    for (const { text } of overloaded) assert.match(text, /^Retry-After: 1\r$/m);
  } finally {
    await serve.stop();
  }
});

test('sockets for telemetry', async () => {
  const { most, codes } = limit('sockets for the SDK');
  const serve = await serving('--connections', '10');
  const socket = () => new WebSocket(`ws://127.0.0.1:${serve.port}/v1/VideoEvents`);
  try {
    for (let i = 0; i < most; ++i) await once(socket(), 'open');
    const [, answer] = await once(socket(), 'unexpected-response');
    let text = '';
    for await (const part of answer) text += part;
    assert.deepEqual([answer.statusCode, JSON.parse(text).code], [503, ...codes]);
  } finally {
    await serve.stop();
  }
});
