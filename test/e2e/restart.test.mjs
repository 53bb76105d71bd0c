// A running call of two, from browser to browser, goes on while the server that signals for it is restarted, politely or not.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { run } from '../flex-video.mjs';
import { openCall } from '../open-call.mjs';
import { eventually, launchBrowser, mediaFlows, received } from './browser.mjs';

const sdk = createRequire(import.meta.url).resolve('twilio-video/dist/twilio-video.min.js');
let call, browser, context;
before(async () => {
  call = await openCall({ args: ['--room-type', 'peer-to-peer'] });
  browser = await launchBrowser();
  context = await browser.context({ bypassCSP: true });
});
after(async () => {
  await browser?.close();
  await call?.stop();
});

/** A page in the call's room that keeps a diary of what happens to its own connection and to the other's. */
async function join(identity) {
  const room = call.session.roomSid;
  const minted = await run(['token', '--identity', identity, '--room', room, '--data', call.demo.folder]);
  const page = await context.newPage();
  await page.goto(call.serve.base + '/healthz');
  await page.addScriptTag({ path: sdk });
  await page.evaluate(
    async ([token, name, wsServer]) => {
      const options = { name, wsServer, insights: false, audio: true, video: true };
      const room = (window.room = await window.Twilio.Video.connect(token, options));
      window.diary = [];
      for (const event of [
        'participantConnected',
        'participantDisconnected',
        'reconnecting',
        'reconnected',
        'disconnected'
      ])
        room.on(event, () => window.diary.push(event));
      window.connections = window.__peerConnections.length;
    },
    [minted.stdout.trim(), room, call.serve.base.replace('http', 'ws') + '/signaling']
  );
  return page;
}

const keptRoom = () => call.serve.keptRooms().find(room => room.sid === call.session.roomSid);
const diaryOf = page => page.evaluate(() => window.diary);

const otherKey = { TWILIO_API_KEY: `SK${'0'.repeat(32)}`, TWILIO_API_SECRET: 'the secret of another key' };
for (const [how, signal, env] of [
  ['stopped and started', 'SIGINT'],
  ['killed and started', 'SIGKILL'],
  // the last, since who comes anew has a token of that key
  ['stopped and started with another API key', 'SIGINT', otherKey]
]) {
  test(`a server that is ${how} again finds the call where it was, its media untouched`, async () => {
    const pages = { alice: await join(`alice ${how}`), bob: await join(`bob ${how}`) };
    await mediaFlows(pages, 1);
    await eventually('the call is kept', keptRoom, room => room.connections.length === 1);
    const before = await Promise.all(Object.values(pages).map(received));
    const opened = await Promise.all(
      Object.values(pages).map(page => page.evaluate(() => window.__peerConnections.length))
    );
    await call.serve.restart(signal, undefined, env);
    for (const [name, page] of Object.entries(pages)) {
      await eventually(
        `${name} is back`,
        () => diaryOf(page),
        seen => seen.includes('reconnected')
      );
    }
    await mediaFlows(pages, 1);
    for (const [i, page] of Object.values(pages).entries()) {
      assert.ok((await received(page)).framesDecoded > before[i].framesDecoded);
      assert.deepEqual(
        (await diaryOf(page)).filter(event => event !== 'participantConnected'),
        ['reconnecting', 'reconnected']
      );
      assert.equal(await page.evaluate(() => window.__peerConnections.length), opened[i], 'the same connections');
    }

    // what comes afterwards finds its way, too
    await pages.bob.evaluate(() => window.room.localParticipant.videoTracks.forEach(({ track }) => track.disable()));
    await eventually(
      'alice sees it',
      () =>
        pages.alice.evaluate(() =>
          [...window.room.participants.values()].flatMap(who =>
            [...who.videoTracks.values()].map(track => track.isTrackEnabled)
          )
        ),
      seen => seen.includes(false)
    );
    for (const page of Object.values(pages)) await page.close();
    await eventually('both have left', keptRoom, room => room.participants.length === 0);
  });
}
