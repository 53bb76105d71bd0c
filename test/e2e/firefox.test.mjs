// The main flow in Firefox, with itself and with Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mediaFlows } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { openRooms } from './rooms.mjs';

let rooms, firefox;
before(async () => {
  rooms = await openRooms();
  firefox = await launchFirefox();
});
after(async () => {
  await firefox?.close();
  await rooms?.close();
});

const browsers = { Firefox: () => rooms.page(firefox), Chromium: () => rooms.page() };
const switchAudio = (seat, how) => seat.room.localParticipant.audioTracks.forEach(({ track }) => void track[how]());

for (const [near, far] of [
  ['Firefox', 'Firefox'],
  ['Firefox', 'Chromium'],
  ['Chromium', 'Firefox']
]) {
  test(`${near} meets ${far}: both decode, see who mutes and who leaves`, async () => {
    const room = await rooms.room();
    const pages = { alice: await browsers[near](), bob: await browsers[far]() };
    const alice = await rooms.join(pages.alice, 'alice', room);
    const bob = await rooms.join(pages.bob, 'bob', room);
    await mediaFlows(pages, 1);
    for (const [one, other, name] of [
      [alice, bob, 'alice'],
      [bob, alice, 'bob']
    ]) {
      await one.do(switchAudio, 'disable');
      await other.sees(`trackDisabled audio ${name}`);
      await one.do(switchAudio, 'enable');
      await other.sees(`trackEnabled audio ${name}`);
    }
    await alice.do(seat => void seat.room.disconnect());
    await bob.sees('participantDisconnected alice');

    const carol = await rooms.join(pages.alice, 'carol', room);
    await mediaFlows(pages, 1);
    await pages.bob.close();
    await carol.sees('participantDisconnected bob');
    const told = await carol.diary();
    assert.deepEqual(
      told.filter(line => /^(reconnecting|disconnected)/.test(line)),
      []
    );
    await room.end();
    await pages.alice.close();
  });
}
