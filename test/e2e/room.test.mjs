// Our rooms, judged by the published bundle of Twilio's own SDK: three in a room, and what happens when one goes.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { run, startDemo } from '../flex-video.mjs';
import { eventually, launchBrowser, mediaFlows } from './browser.mjs';

const sdk = createRequire(import.meta.url).resolve('twilio-video/dist/twilio-video.min.js');
let demo, browser, context;
before(async () => {
  demo = await startDemo();
  browser = await launchBrowser();
  context = await browser.context({ bypassCSP: true });
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A room in progress: that of a session, as the product makes them. */
async function openRoom() {
  const json = { 'Content-Type': 'application/json' };
  const post = async (where, body, headers = {}) =>
    (
      await fetch(demo.base + where, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
    ).json();
  const { token } = await (await fetch(demo.base + '/sandbox/agents/ada/session')).json();
  const task = await post('/sandbox/tasks', {
    agent: 'ada',
    customerName: 'Room Tester',
    channelType: 'web',
    status: 'accepted'
  });
  const started = await post(
    '/v1/sessions',
    { conversationSid: task.conversationSid, taskSid: task.taskSid },
    { Authorization: `Bearer ${token}` }
  );
  const end = () =>
    fetch(`${demo.base}/v1/sessions/${started.session.id}/end`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` }
    });
  return { sid: started.session.roomSid, end };
}

/** A page that joins with the SDK and keeps a diary of the room's events. */
async function join(identity, room, options = {}) {
  const minted = await run(['token', '--identity', identity, '--room', room, '--data', demo.folder]);
  assert.equal(minted.code, 0, minted.stderr);
  const page = await context.newPage();
  await page.goto(demo.base + '/healthz');
  await page.addScriptTag({ path: sdk });
  const refused = await page.evaluate(
    async ([token, name, wsServer, options]) => {
      const diary = (window.diary = []);
      try {
        const room = (window.room = await window.Twilio.Video.connect(token, {
          name,
          wsServer,
          insights: false,
          audio: true,
          video: true,
          ...options
        }));
        for (const event of [
          'participantConnected',
          'participantDisconnected',
          'participantReconnecting',
          'participantReconnected',
          'trackSubscribed',
          'trackDisabled',
          'trackEnabled'
        ]) {
          room.on(event, (what, who) => diary.push(`${event} ${(who ?? what).identity}`));
        }
        room.on('reconnecting', error => diary.push(`reconnecting ${error.code}`));
        room.on('disconnected', (_, error) => diary.push(`disconnected ${error?.code ?? 'by itself'}`));
        return null;
      } catch (error) {
        return error.code ?? String(error);
      }
    },
    [minted.stdout.trim(), room, demo.base.replace('http', 'ws') + '/signaling', options]
  );
  return { page, refused, identity, diary: () => page.evaluate(() => window.diary) };
}

test('three in a room: everyone decodes everyone; one goes, the others see it and stay for a minute', async () => {
  const room = await openRoom();
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map(identity => join(identity, room.sid)));
  for (const { refused } of [alice, bob, carol]) assert.equal(refused, null);
  await mediaFlows({ alice: alice.page, bob: bob.page, carol: carol.page }, 2);

  await carol.page.close({ runBeforeUnload: false });
  for (const { diary, identity } of [alice, bob]) {
    await eventually(`${identity} sees carol go`, diary, seen => seen.includes('participantDisconnected carol'), 8_000);
  }
  await mediaFlows({ alice: alice.page, bob: bob.page }, 1);
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    for (const { page, diary, identity } of [alice, bob]) {
      assert.equal(await page.evaluate(() => window.room.state), 'connected', identity);
      assert.deepEqual(
        (await diary()).filter(line => /^(reconnecting|disconnected)/.test(line)),
        [],
        identity
      );
    }
    await new Promise(resolve => setTimeout(resolve, 1000)); // the requirement is a minute
  }
  await mediaFlows({ alice: alice.page, bob: bob.page }, 1);
  await room.end();
});

test('two in a room: a tab closes, the other stays connected past the 53405 trap; a newcomer is heard', async () => {
  const room = await openRoom();
  const alice = await join('alice', room.sid);
  const bob = await join('bob', room.sid);
  await mediaFlows({ alice: alice.page, bob: bob.page }, 1);
  await bob.page.close();
  await eventually('alice sees bob go', alice.diary, seen => seen.includes('participantDisconnected bob'), 8_000);
  const carol = await join('carol', room.sid);
  await mediaFlows({ alice: alice.page, carol: carol.page }, 1);
  assert.deepEqual(
    (await alice.diary()).filter(line => /^(reconnecting|disconnected)/.test(line)),
    []
  );

  // the room ends for both
  await room.end();
  for (const { diary, identity } of [alice, carol]) {
    await eventually(`${identity} hears the end`, diary, seen => seen.includes('disconnected 53118'), 8_000);
  }
  assert.equal((await join('late', room.sid)).refused, 53118);
});

test('the same identity again takes the seat over; mute and unpublish are seen', async () => {
  const room = await openRoom();
  const alice = await join('alice', room.sid);
  const bob = await join('bob', room.sid);
  await mediaFlows({ alice: alice.page, bob: bob.page }, 1);
  await bob.page.evaluate(() =>
    window.room.localParticipant.audioTracks.forEach(publication => publication.track.disable())
  );
  await eventually('muted', alice.diary, seen => seen.includes('trackDisabled bob'), 8_000);
  await bob.page.evaluate(() =>
    window.room.localParticipant.audioTracks.forEach(publication => publication.track.enable())
  );
  await eventually('heard again', alice.diary, seen => seen.includes('trackEnabled bob'), 8_000);

  const twin = await join('bob', room.sid);
  await eventually('the first is told', bob.diary, seen => seen.includes('disconnected 53205'), 8_000);
  await mediaFlows({ alice: alice.page, twin: twin.page }, 1);
  await room.end();
});

test("tokens that are forged, expired or of another room are refused with Twilio's codes", async () => {
  const room = await openRoom();
  const other = await openRoom();
  const wrongRoom = await run(['token', '--identity', 'eve', '--room', other.sid, '--data', demo.folder]);
  const page = (await join('alice', room.sid)).page;
  const codeFor = (token, name) =>
    page.evaluate(
      ([token, name, wsServer]) =>
        window.Twilio.Video.connect(token, { name, wsServer, insights: false, audio: false, video: false }).then(
          () => null,
          error => error.code
        ),
      [token, name, demo.base.replace('http', 'ws') + '/signaling']
    );
  const token = wrongRoom.stdout.trim();
  assert.equal(await codeFor(token, room.sid), 20106);
  assert.equal(await codeFor(token.slice(0, -3) + 'AAA', other.sid), 20107);
  assert.equal(await codeFor('no token', room.sid), 20101);
  const expired = await run(['token', '--stdin', '--data', demo.folder], {
    input: '{"identity":"eve","ttl":60,"issuedAt":1700000000}\n'
  });
  assert.equal(await codeFor(expired.stdout.trim(), room.sid), 20104);
  await room.end();
  await other.end();
});
