// A running serve with one open call, and what tells a refusal from an answer: its status and code, every row of the
// database as it was, and nothing in it or in the log that admits.
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startDemo } from './flex-video.mjs';
import { startServe } from './serve.mjs';
import { startTwilioVideo } from './twilio-video.mjs';

export const json = { 'Content-Type': 'application/json' };
export const bearer = token => ({ Authorization: `Bearer ${token}` });
/** An id that the server never made. */
export const someId = () => randomBytes(16).toString('base64url');

/** Waits for what comes about by itself; fails after a minute. */
export async function until(what, comesAbout) {
  const deadline = Date.now() + 60_000;
  while (!(await comesAbout())) {
    assert.ok(Date.now() < deadline, `${what} did not come about`);
    await setTimeout(10);
  }
}

/** One request on a connection of its own, its path and headers as they are given. */
export function send(base, { method = 'GET', path, headers = {}, body }) {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const ask = request({ hostname, port, method, path, headers, agent: false }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => resolve(described(answer.statusCode, answer.headers, Buffer.concat(parts).toString())));
    });
    ask.on('error', reject);
    ask.end(body);
  });
}

/** The same for bytes that no HTTP client would send; the answer to the last request of them. */
export function sendRaw(base, bytes) {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = connect(port, hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', part => (text += part));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head, ...rest] = text.slice(text.lastIndexOf('HTTP/1.1 ')).split('\r\n\r\n');
      const [line, ...fields] = head.split('\r\n');
      const headers = fields.map(field => [field.slice(0, field.indexOf(':')).toLowerCase(), field.split(': ')[1]]);
      resolve(described(Number(line.split(' ')[1]), Object.fromEntries(headers), rest.join('\r\n\r\n')));
    });
  });
}

function described(status, headers, text) {
  return { status, headers, text, json: text.startsWith('{') ? JSON.parse(text) : {} };
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const roles = { customer: 1, agent: 2, relative: 3, interpreter: 4 };

/** An invite code as libs/core/src/invite_code.cpp writes it, whatever it says. */
export function inviteCode(secret, { session, role = roles.customer, ordinal = 0, expires, version = 1 }) {
  const said = Buffer.alloc(22);
  said[0] = (version << 4) | role;
  said[1] = ordinal;
  said.writeUInt32BE(expires ?? Math.floor(Date.now() / 1000) + 3600, 2);
  Buffer.from(session, 'base64url').copy(said, 6);
  const mac = createHmac('sha256', secret).update(said).digest().subarray(0, 16);
  let number = BigInt('0x' + Buffer.concat([said, mac]).toString('hex'));
  let code = '';
  for (let i = 0; i < 52; i++, number /= 62n) code = alphabet[Number(number % 62n)] + code;
  return code;
}

async function control(demo, path, body) {
  const answer = await fetch(demo.base + path, body && { method: 'POST', headers: json, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** A demo, a serve, and Ada's call in it; with `cloud`, its room is in a stand-in for Twilio's, which is `video`. `stop()` ends both, and fails if the log held anything that admits. */
export async function openCall({ cloud = false, ...options } = {}) {
  const demo = await startDemo();
  process.once('exit', () => demo.child.kill()); // also when a test file fails before its first test
  const video = cloud ? await startTwilioVideo(await demo.environment()) : undefined;
  const serve = await startServe(demo, { ...options, videoUrl: video?.url });
  process.once('exit', () => serve.child().kill());
  const secrets = new Set([serve.linkSecret, serve.credentials.TWILIO_AUTH_TOKEN, serve.credentials.TWILIO_API_SECRET]);
  const secret = text => (secrets.add(text), text);
  const token = async (identity, expiresInSeconds = 3600) =>
    secret((await control(demo, '/sandbox/tokens', { identity, expiresInSeconds })).token);
  const ada = bearer(await token('ada'));
  const started = async (task, locale) => {
    const wish = { conversationSid: task.conversationSid ?? task.sid, taskSid: task.taskSid, locale };
    const answer = await send(serve.base, {
      method: 'POST',
      path: '/v1/sessions',
      headers: { ...json, ...ada },
      body: JSON.stringify(wish)
    });
    assert.equal(answer.status, 201, answer.text);
    return { task, wish, session: answer.json.session, code: secret(answer.json.customerLink.split('/j/')[1]) };
  };
  const redeem = (code, headers = {}) =>
    send(serve.base, {
      method: 'POST',
      path: '/v1/visits',
      headers: { ...json, ...headers },
      body: JSON.stringify({ code })
    });
  const [task] = (await control(demo, '/sandbox/conversations')).conversations;

  function admitsNobody(text, where) {
    for (const one of secrets) assert.ok(!text.includes(one), `${where} holds a secret`);
    assert.doesNotMatch(text, /eyJ[\w-]{8,}\.eyJ/, `${where} holds a token`);
  }

  /** Sends what must be refused: a problem of that status and code that changes no row. Returns the answer. */
  async function refused(status, code, ask) {
    const before = serve.rows();
    const answer = Buffer.isBuffer(ask) ? await sendRaw(serve.base, ask) : await send(serve.base, ask);
    const said = `${answer.status} ${answer.text}`;
    assert.deepEqual([answer.status, answer.json.code], [status, code], said);
    assert.equal(answer.headers['content-type'], 'application/problem+json', said);
    assert.equal(answer.json.status, status, said);
    assert.equal(answer.headers['set-cookie'], undefined, said);
    assert.equal(answer.headers['access-control-allow-origin'], undefined, said);
    assert.equal(answer.headers['cache-control'], 'no-store', said);
    admitsNobody(JSON.stringify(answer.headers) + answer.text, 'the answer');
    assert.deepEqual(serve.rows(), before, 'it changed something');
    return answer;
  }

  return {
    demo,
    serve,
    video,
    ada,
    ben: bearer(await token('ben')),
    sue: bearer(await token('sue')),
    ...(await started(task)),
    secret,
    token,
    refused,
    redeem,
    send: ask => send(serve.base, ask),
    /** Resolves when every webhook that was kept is worked off. */
    workedOff: () => until('the end of the webhooks', () => serve.rows().webhook.every(one => one.settled)),
    control: (path, body) => control(demo, path, body),
    /** Another conversation of Ada's that is a call; `locale` is its customer's. */
    async another({ channelType = 'sms', locale } = {}) {
      const accepted = { agent: 'ada', customerName: 'Other', channelType, status: 'accepted' };
      return started(await control(demo, '/sandbox/tasks', accepted), locale);
    },
    /** The visit of a new device, and the header with its cookie. */
    async device(code) {
      const answer = await redeem(code);
      assert.equal(answer.status, 201, answer.text);
      const cookie = answer.headers['set-cookie'][0].split(';')[0];
      secret(cookie.split('=')[1]);
      return { visit: answer.json.visit, cookie: { Cookie: cookie } };
    },
    async stop() {
      const ended = [await serve.stop(), await demo.stop()];
      await video?.stop();
      assert.deepEqual(ended, [
        { code: 0, signal: null },
        { code: 0, signal: null }
      ]);
      const log = serve.output();
      admitsNobody(log, 'the log');
      for (const line of log.trimEnd().split('\n')) {
        if (!line.startsWith('flex-video serves ')) assert.doesNotThrow(() => JSON.parse(line), line);
      }
    }
  };
}
