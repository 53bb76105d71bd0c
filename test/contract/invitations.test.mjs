// How the customer's link is said: by whom, when WhatsApp takes no free message any more, and how long it is on each channel.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startDemo } from '../flex-video.mjs';
import { startServe } from '../serve.mjs';

const demo = await startDemo();
process.once('exit', () => demo.child.kill());
const english = `HX${'e'.repeat(32)}`;
const unknown = `HX${'0'.repeat(32)}`;
// A host of 30 characters, which is never looked up: the server is asked at its own port.
const host = 'video-calls.bank-example.co.uk';
assert.equal(host.length, 30);
const serve = await startServe(demo, {
  baseUrl: `https://${host}`,
  args: ['--whatsapp-templates', `en=${english},de=${unknown}`]
});
process.once('exit', () => serve.child().kill());
const plain = await startServe(demo);
process.once('exit', () => plain.child().kill());
after(async () => {
  await plain.stop();
  await serve.stop();
  await demo.stop();
});

const post = (url, body, headers = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body)
  });
const control = async (what, body) => (await post(`${demo.base}/sandbox/${what}`, body)).json();
const { token } = await (await fetch(`${demo.base}/sandbox/agents/ada/session`)).json();

async function ask(server, path, body, status = 200) {
  const answer = await post(server.base + path, body, { Authorization: `Bearer ${token}` });
  const said = await answer.json();
  assert.equal(answer.status, status, JSON.stringify(said));
  return said;
}

/** A customer who has written on that channel, and the session of their call. */
async function start(server, channelType, locale, customerName = 'Cleo') {
  const task = await control('tasks', { agent: 'ada', customerName, channelType, status: 'accepted' });
  const { conversationSid, taskSid } = task;
  await control(`phone/${conversationSid}/messages`, { body: 'Hello' });
  const started = await ask(server, '/v1/sessions', { conversationSid, taskSid, locale }, 201);
  const path = `/v1/sessions/${started.session.id}`;
  return {
    ...started,
    task,
    again: () => ask(server, '/v1/sessions', { conversationSid, taskSid, locale }),
    invite: role => ask(server, `${path}/invites`, { role }, 201),
    invitation: (body = {}, status) => ask(server, `${path}/invitation`, body, status),
    dayPasses: () => control(`phone/${conversationSid}/day-passes`, {}),
    sent: async () =>
      (await (await fetch(`${demo.base}/sandbox/requests`)).json()).messages.filter(
        message => message.conversationSid === conversationSid
      )
  };
}

const eventsOf = (server, { session }) =>
  server
    .rows()
    .event.filter(event => event.session === session.id && /^invitation/.test(event.kind))
    .map(({ kind, detail }) => [kind, detail]);

describe('on WhatsApp', () => {
  test('the agent says the link while the window is open', async () => {
    const call = await start(serve, 'whatsapp', 'en');
    assert.equal(call.windowed, true);
    assert.deepEqual(await call.invitation(), { sender: 'agent' });
    assert.deepEqual(await call.sent(), []);
  });

  test('the service sends a template once it is closed, once for many clicks at once', async () => {
    const call = await start(serve, 'whatsapp', 'en');
    await call.dayPasses();
    const answers = await Promise.all(Array.from({ length: 6 }, () => call.invitation()));
    assert.deepEqual(new Set(answers.map(({ sender }) => sender)), new Set(['service']));
    const [message, ...more] = await call.sent();
    assert.deepEqual(more, []);
    assert.equal(message.from, 'ada');
    assert.ok(message.body.includes(`/j/${call.customerLink.split('/j/')[1]} `), message.body);
    assert.equal(JSON.parse(message.attributes).flex_video.session, call.session.id);
    assert.deepEqual(eventsOf(serve, call), [['invitation_sent', english]]);
    assert.deepEqual(await call.invitation({ again: true }), { sender: 'service' });
    assert.equal((await call.sent()).length, 1, 'a double click');
  });

  test('a template that WhatsApp does not know is a refusal, and noted', async () => {
    const call = await start(serve, 'whatsapp', 'de');
    await call.dayPasses();
    assert.equal((await call.invitation({}, 502)).code, 'message_refused');
    assert.deepEqual(eventsOf(serve, call), [
      ['invitation_sent', unknown],
      ['invitation_failed', '']
    ]);
    assert.deepEqual(await call.sent(), []);
  });

  test('without a template the agent is told that the window is closed', async () => {
    const call = await start(plain, 'whatsapp', 'en');
    await call.dayPasses();
    assert.equal((await call.invitation({}, 409)).code, 'messaging_window_closed');
    assert.deepEqual(eventsOf(plain, call), []);
    await control(`phone/${call.task.conversationSid}/messages`, { body: 'Here I am' });
    assert.deepEqual(await call.invitation(), { sender: 'agent' });
  });

  test('other channels have no window', async () => {
    for (const channel of ['sms', 'web']) {
      const call = await start(serve, channel, 'en');
      assert.equal(call.windowed, false);
      await call.dayPasses();
      assert.deepEqual(await call.invitation(), { sender: 'agent' });
    }
  });
});

// 3GPP TS 23.038 section 6.2.1: the default alphabet, and its extension table, whose characters take two septets.
const alphabet =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension = '\f^{}\\[~]|€';

function segmentsOf(text) {
  const letters = [...text];
  const gsm = letters.every(letter => alphabet.includes(letter) || extension.includes(letter));
  const units = gsm ? letters.reduce((sum, letter) => sum + (extension.includes(letter) ? 2 : 1), 0) : text.length;
  const [alone, each] = gsm ? [160, 153] : [70, 67];
  return units <= alone ? 1 : Math.ceil(units / each);
}

test('segments are counted as carriers do', () => {
  for (const [text, segments] of [
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['á' + 'a'.repeat(69), 1],
    ['á' + 'a'.repeat(70), 2],
    ['á' + 'a'.repeat(133), 2],
    ['á' + 'a'.repeat(134), 3],
    ['é'.repeat(160), 1],
    ['é'.repeat(307), 3]
  ])
    assert.equal(segmentsOf(text), segments, text.slice(0, 3) + text.length);
});

describe('with a host of 30 characters', () => {
  const most = { en: 1, es: 1, pt: 1, fr: 1, de: 1, it: 1, ar: 2, ja: 2 };
  const regional = { es: 'es-MX', pt: 'pt-BR', fr: 'fr-CA', de: 'de-AT', ar: 'ar-EG' };
  const longest = { name: 'Maximiliane-Konstantína Śródmieście-Ōtsuki '.repeat(4).trim() };
  for (const channel of ['sms', 'whatsapp', 'web'])
    test(`every message on ${channel} is short enough, in every language, at first and again, for each guest`, async () => {
      const seen = new Map();
      for (const [language, segments] of Object.entries(most))
        for (const locale of new Set([language, regional[language] ?? language])) {
          const call = await start(serve, channel, locale, longest.name);
          const guests = await Promise.all(['relative', 'interpreter', 'customer'].map(call.invite));
          const messages = [call, await call.again(), ...guests].map(({ message }) => message);
          assert.equal(new Set(messages).size, 4, 'starting again says the same');
          for (const message of messages) {
            assert.ok(message.includes(`https://${host}/j/`), message);
            assert.ok(segmentsOf(message) <= segments, `${locale}: ${segmentsOf(message)} segments: ${message}`);
          }
          seen.set(language, messages[0].split('https:')[0]);
        }
      assert.equal(new Set(seen.values()).size, Object.keys(most).length, 'each language has words of its own');
    });
});
