// A call between two networks that reach each other by the demo's TURN server alone.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { binary, run, startDemo } from '../flex-video.mjs';
import { launchBrowser, mediaFlows } from './browser.mjs';
import { meetingPoint, Networks } from './networks.mjs';

const sdk = createRequire(import.meta.url).resolve('twilio-video/dist/twilio-video.min.js');
const mayMakeNetworks = process.getuid() === 0;
let folder, networks, demo, browsers;
before(async () => {
  if (!mayMakeNetworks) return;
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-relay-'));
  networks = new Networks();
  demo = await startDemo({
    program: await networks.launcher(folder, networks.host, binary),
    args: ['--address', meetingPoint, '--room-type', 'peer-to-peer']
  });
  browsers = await Promise.all(
    networks.sides.map(async side =>
      launchBrowser({
        executablePath: await networks.launcher(folder, side, process.env.CHROMIUM ?? '/usr/bin/chromium'),
        origin: demo.base
      })
    )
  );
});
after(async () => {
  await Promise.all((browsers ?? []).map(browser => browser.close()));
  await demo?.stop();
  networks?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function openRoom(page) {
  return page.evaluate(async () => {
    const post = async (where, body, headers) => {
      const answer = await fetch(where, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body)
      });
      return answer.json();
    };
    const { token } = await (await fetch('/sandbox/agents/ada/session')).json();
    const accepted = { agent: 'ada', customerName: 'Relayed', channelType: 'web', status: 'accepted' };
    const { conversationSid, taskSid } = await post('/sandbox/tasks', accepted);
    const started = await post('/v1/sessions', { conversationSid, taskSid }, { Authorization: `Bearer ${token}` });
    return started.session.roomSid;
  });
}

async function pageOf(browser) {
  const page = await (await browser.context({ bypassCSP: true })).newPage();
  await page.goto(demo.base + '/healthz');
  await page.addScriptTag({ path: sdk });
  return page;
}

async function join(page, identity, room) {
  const minted = await run(['token', '--identity', identity, '--room', room, '--data', demo.folder]);
  await page.evaluate(
    async ([token, name, wsServer]) => {
      const wanted = { name, wsServer, insights: false, audio: true, video: true, iceTransportPolicy: 'relay' };
      window.room = await window.Twilio.Video.connect(token, wanted);
    },
    [minted.stdout.trim(), room, demo.base.replace('http', 'ws') + '/signaling']
  );
}

/** The kinds of candidates of the pairs that media takes. */
const paths = page =>
  page.evaluate(async () => {
    const kinds = [];
    for (const connection of window.__peerConnections) {
      const reports = await connection.getStats();
      for (const pair of reports.values()) {
        if (pair.type !== 'candidate-pair' || !pair.nominated || pair.state !== 'succeeded') continue;
        kinds.push(reports.get(pair.localCandidateId).candidateType, reports.get(pair.remoteCandidateId).candidateType);
      }
    }
    return kinds;
  });

test(
  'two networks without a route between them meet through coturn',
  { skip: !mayMakeNetworks && 'needs root' },
  async () => {
    const [left, right] = await Promise.all(browsers.map(pageOf));
    const room = await openRoom(left);
    await join(left, 'left', room);
    await join(right, 'right', room);
    await mediaFlows({ left, right }, 1);
    for (const page of [left, right]) {
      const kinds = await paths(page);
      assert.ok(kinds.length > 0);
      assert.ok(
        kinds.every(kind => kind === 'relay'),
        String(kinds)
      );
    }
  }
);
