// An application that was written for Twilio's cloud, unchanged, where Twilio's host names lead to us.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { makeCertificate } from '../certificate.mjs';
import { startDemo } from '../flex-video.mjs';
import { freePort, spawnServe } from '../serve.mjs';
import { eventually, launchBrowser, mediaFlows } from './browser.mjs';
import { accessToken } from './rooms.mjs';
import { furnishedPage, refusal, Seat } from './seats.mjs';

const application = 'https://calls.example';
let data, demo, serve, credentials, browser, context;

before(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'flex-video-hosts-'));
  const { key, certificate } = await makeCertificate(data, [
    'calls.example',
    '*.vss.twilio.com',
    'sdkgw.us1.twilio.com'
  ]);
  demo = await startDemo();
  credentials = await demo.environment();
  const env = Object.fromEntries(Object.entries(credentials).filter(([name]) => name.startsWith('TWILIO_')));
  const port = await freePort();
  const args = ['--tls-certificate', certificate, '--tls-key', key];
  serve = spawnServe({ demo, env, data, port, baseUrl: application, args });
  await serve.ready;
  const here = `127.0.0.1:${port}`;
  browser = await launchBrowser({ hosts: { 'calls.example': here, '*.twilio.com': here } });
  context = await browser.context({ bypassCSP: true });
});
after(async () => {
  await browser?.close();
  serve?.child.kill('SIGINT');
  await serve?.exited;
  await demo?.stop();
  await rm(data, { recursive: true, force: true });
});

const sandbox = async (what, body) => {
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(`${demo.base}/sandbox/${what}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
};

/** The room of a session, which the agent's page starts. */
async function openRoom(page) {
  const { token } = await sandbox('tokens', { identity: 'ada', expiresInSeconds: 600 });
  const task = await sandbox('tasks', { agent: 'ada', customerName: 'Host', channelType: 'sms', status: 'accepted' });
  const started = await page.evaluate(
    async ([token, { conversationSid, taskSid }]) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const body = JSON.stringify({ conversationSid, taskSid });
      return (await fetch('/v1/sessions', { method: 'POST', headers, body })).json();
    },
    [token, task]
  );
  return started.session.roomSid;
}

test('two that name no server meet in our room, telemetry and all', async () => {
  const pages = {};
  const sockets = { alice: [], bob: [] };
  for (const who of ['alice', 'bob']) {
    pages[who] = await furnishedPage(context, application + '/healthz');
    pages[who].on('websocket', socket => {
      const seen = { url: socket.url(), received: 0 };
      sockets[who].push(seen);
      socket.on('framereceived', () => seen.received++);
    });
  }
  const name = await openRoom(pages.alice);
  for (const [who, page] of Object.entries(pages))
    await Seat.take(page, accessToken(credentials, who), { seat: who, name, insights: true });
  await mediaFlows(pages, 1);
  for (const who of ['alice', 'bob']) {
    await eventually(
      'both sockets are answered',
      () => sockets[who],
      seen => seen.length === 2 && seen.every(({ received }) => received > 0)
    );
    assert.deepEqual(
      sockets[who].map(({ url }) => url),
      ['wss://global.vss.twilio.com/signaling', 'wss://sdkgw.us1.twilio.com/v1/VideoEvents']
    );
  }
});

/** By the options of connect(): whether there is such a region. */
const regions = ['gll', 'us1', 'us2', 'ie1', 'de1', 'au1', 'br1', 'jp1', 'sg1', 'in1'].map(region => [
  { region },
  53106
]);
const elsewhere = [{ region: 'foo' }, { region: 'us1', environment: 'stage' }].map(options => [options, 53000]);

test('a region that Twilio has leads to us, and one that it has not fails as it does there', async () => {
  const page = await furnishedPage(context, application + '/healthz');
  for (const [options, code] of [...regions, ...elsewhere]) {
    const met = await refusal(page, accessToken(credentials, 'eve'), { name: 'nowhere', ...options });
    assert.equal(met, code, JSON.stringify(options));
  }
});
