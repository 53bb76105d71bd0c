// A call of three in a group room, one of them behind a bad line: sound never stops, what the others send fits the line, and everybody
// is told how good it is.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { binary, startDemo } from '../flex-video.mjs';
import { eventually, granted, launchBrowser } from './browser.mjs';
import { three } from './group-call.mjs';
import { meetingPoint, Networks } from './networks.mjs';
import { accessToken } from './rooms.mjs';
import { furnishedPage, Seat } from './seats.mjs';
import { squares } from './squares.mjs';

const skip = process.getuid() !== 0 && 'needs root';
const camera = { width: 640, height: 360, frameRate: 10 };
const line = { loss: 0.05, delayMs: 150, bitsPerSecond: 500_000 };
const fair = {};
let folder, networks, demo, browsers, seats;

/** A group room, made by REST from inside the networks. */
async function makeRoom(page, { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: secret }) {
  const authorization = 'Basic ' + Buffer.from(`${account}:${secret}`).toString('base64');
  return page.evaluate(async Authorization => {
    const body = new URLSearchParams({ Type: 'group' });
    return (await fetch('/v1/Rooms', { method: 'POST', headers: { Authorization }, body })).json();
  }, authorization);
}

/** Runs in the page: from now on notes for how long, at most, no packet came of one of the others' sounds. */
function listen() {
  const heard = (window.__heard = { longest: 0, streams: 0 });
  const last = new Map();
  const look = async () => {
    const reports = await Promise.all(window.__peerConnections.map(connection => connection.getStats()));
    for (const one of reports.flatMap(report => [...report.values()])) {
      if (one.type !== 'inbound-rtp' || one.kind !== 'audio') continue;
      const before = last.get(one.ssrc);
      if (before) heard.longest = Math.max(heard.longest, one.timestamp - before.at);
      if (before?.packets !== one.packetsReceived)
        last.set(one.ssrc, { packets: one.packetsReceived, at: one.timestamp });
    }
    heard.streams = last.size;
    setTimeout(look, 100);
  };
  return look();
}

/** What has come of the others' videos up to now. */
const received = seat =>
  seat.page.evaluate(async () => {
    const sums = { bytes: 0, frames: 0, at: performance.now() };
    for (const connection of window.__peerConnections) {
      for (const one of (await connection.getStats()).values()) {
        if (one.type !== 'inbound-rtp' || one.kind !== 'video') continue;
        sums.bytes += one.bytesReceived;
        sums.frames += one.framesDecoded ?? 0;
      }
    }
    return sums;
  });

/** Waits until a second of what Alice gets of the others' videos is as `is` says. */
async function videoIs(what, is) {
  let last = await received(seats.alice);
  const second = async () => {
    await new Promise(resolve => setTimeout(resolve, 1_000));
    const now = await received(seats.alice);
    const ms = now.at - last.at;
    const of = { bitsPerSecond: ((now.bytes - last.bytes) * 8_000) / ms, frames: now.frames - last.frames };
    last = now;
    return of;
  };
  return eventually(what, second, is);
}

/** How good Alice's network is, as she is told and as Bob is. */
const qualities = async () => [
  await seats.alice.do(seat => seat.room.localParticipant.networkQualityLevel),
  await seats.bob.do(
    seat => [...seat.room.participants.values()].find(({ identity }) => identity === 'alice').networkQualityLevel
  )
];

before(async () => {
  if (skip) return;
  folder = await mkdtemp(path.join(tmpdir(), 'flex-video-group-weather-'));
  const film = path.join(folder, 'squares.y4m');
  await writeFile(film, squares(camera.width, camera.height, 10));
  networks = new Networks();
  const [left] = networks.sides;
  await networks.weather(left, fair);
  demo = await startDemo({
    program: await networks.launcher(folder, networks.host, binary),
    args: ['--address', meetingPoint, '--web', new URL('../..', import.meta.url).pathname]
  });
  const { base } = demo;
  const credentials = await demo.environment();
  const open = async side =>
    launchBrowser({
      executablePath: await networks.launcher(folder, side, process.env.CHROMIUM ?? '/usr/bin/chromium'),
      origin: base,
      media: [...granted, `--use-file-for-fake-video-capture=${film}`]
    });
  browsers = await Promise.all(networks.sides.map(open));
  const contexts = await Promise.all(browsers.map(browser => browser.context({ bypassCSP: true })));
  const pages = {};
  for (const who of three) pages[who] = await furnishedPage(contexts[who === 'alice' ? 0 : 1], `${base}/healthz`);
  const { sid } = await makeRoom(pages.bob, credentials);
  seats = {};
  for (const who of three)
    seats[who] = await Seat.take(pages[who], accessToken(credentials, who), {
      ...{ seat: who, name: sid, wsServer: base.replace('http', 'ws') + '/signaling' },
      ...{ video: camera, preferredVideoCodecs: [{ codec: 'VP8', simulcast: true }] },
      networkQuality: { local: 1, remote: 1 }
    });
});
after(async () => {
  await Promise.all((browsers ?? []).map(browser => browser.close()));
  await demo?.stop();
  networks?.remove();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test(
  '5 % loss, 150 ms each way and 500 kbit/s: sound goes on, video adapts, quality falls and recovers',
  { skip },
  async () => {
    const [left] = networks.sides;
    for (const seat of Object.values(seats)) await seat.page.evaluate(listen);
    await videoIs('more video than the line will bear', ({ bitsPerSecond }) => bitsPerSecond > line.bitsPerSecond);
    const good = await eventually('a good network', qualities, levels => levels.every(level => level >= 4));

    await networks.weather(left, line);
    await eventually(
      'it is felt',
      () => networks.dropped(left),
      dropped => dropped > 100
    );
    await eventually('a worse network', qualities, levels => levels.every((level, i) => level < good[i] && level <= 3));
    await videoIs(
      'video that fits',
      ({ bitsPerSecond, frames }) => bitsPerSecond > 0 && bitsPerSecond < line.bitsPerSecond && frames > 0
    );

    await networks.weather(left, fair);
    await eventually('a good network again', qualities, levels => levels.every((level, i) => level >= good[i]));
    await videoIs('as much video as before', ({ bitsPerSecond }) => bitsPerSecond > line.bitsPerSecond);

    for (const [who, seat] of Object.entries(seats)) {
      const { streams, longest } = await seat.page.evaluate(() => window.__heard);
      assert.equal(streams, 2, who);
      assert.ok(longest < 5_000, `${who} heard nothing of somebody for ${longest} ms`);
      assert.deepEqual(
        (await seat.diary()).filter(one => /^(reconnect|disconnect|participantDis)/.test(one)),
        []
      );
    }
  }
);
