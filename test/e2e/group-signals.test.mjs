// What a group room decides about media under way, as the published bundle of Twilio's SDK tells and gets it: who speaks, which
// videos are off, which layers come and are sent at all, how good the connections are.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from './browser.mjs';
import { openRooms } from './rooms.mjs';
import { publishTone, turn } from './tones.mjs';

const silent = { audio: false, video: false };
const profile = video => ({ ...silent, bandwidthProfile: { video } });
/** Large enough for three layers of simulcast: 240, 480 and 960 wide. */
const camera = { width: 960, height: 540, frameRate: 10 };

let rooms;
before(async () => (rooms = await openRooms({ type: 'group' })));
after(() => rooms?.close());

/** A room of those named, each on a page of its own with what the SDK's connect() is given. */
async function meet(context, everybody) {
  const room = await rooms.create({ Type: 'group' });
  const seats = {};
  context.after(async () => {
    await room.end();
    for (const seat of Object.values(seats)) await seat.page.close();
  });
  for (const [who, options] of Object.entries(everybody))
    seats[who] = await rooms.join(await rooms.page(), who, room, options);
  return seats;
}

const publishCanvas = (seat, name, priority) =>
  seat.do(
    async (seat, name, priority) =>
      void (await seat.room.localParticipant.publishTrack(seat.make('video', name), { priority })),
    name,
    priority
  );

/** Which of the others' videos, by their names, are on. */
const switchedOn = seat =>
  seat.do(seat =>
    [...seat.room.participants.values()]
      .flatMap(({ videoTracks }) => [...videoTracks.values()])
      .filter(({ track }) => track && !track.isSwitchedOff)
      .map(({ trackName }) => trackName)
      .sort()
  );

const showsOnly = (seat, ...names) =>
  eventually(
    `${names} is on`,
    () => switchedOn(seat),
    now => JSON.stringify(now) === JSON.stringify(names),
    15_000
  );

/** What came of each video between two looks at it that lie a second apart: its bytes. */
const bytesOfASecond = seat =>
  seat.page.evaluate(async () => {
    const bytes = async () => {
      const [live] = window.__peerConnections.filter(({ connectionState }) => connectionState === 'connected');
      const reports = [...(await live.getStats()).values()];
      return reports
        .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
        .map(one => one.bytesReceived);
    };
    const before = await bytes();
    await new Promise(resolve => setTimeout(resolve, 1_000));
    return (await bytes()).map((now, i) => now - (before[i] ?? 0));
  });

/** Shows the only video there is in an element of that size, and none if it is 0 wide. */
const show = (seat, width) =>
  seat.do((seat, width) => {
    const [{ track }] = [...seat.room.participants.values()].flatMap(({ videoTracks }) => [...videoTracks.values()]);
    seat.element ??= document.body.appendChild(track.attach());
    const hidden = width === 0 ? 'none' : 'block';
    Object.assign(seat.element.style, { display: hidden, width: `${width}px`, height: `${(width * 9) / 16}px` });
  }, width);

const pictureIsWide = (seat, width, within = 30_000) =>
  eventually(
    `the picture is ${width} wide`,
    () => seat.do(seat => seat.element.videoWidth),
    now => now === width,
    within
  );

/** Of each layer, whether the page sends it. */
const layersSent = seat =>
  seat.page.evaluate(() => {
    const [live] = window.__peerConnections.filter(({ connectionState }) => connectionState === 'connected');
    const [sender] = live.getSenders().filter(({ track }) => track?.kind === 'video');
    return sender.getParameters().encodings.map(({ active }) => active);
  });
const sends = (seat, ...layers) =>
  eventually(
    `${layers} is sent`,
    () => layersSent(seat),
    now => JSON.stringify(now) === JSON.stringify(layers)
  );

test('who makes noise is the dominant speaker, until somebody else does or nobody can', async context => {
  const speaking = { ...silent, dominantSpeaker: true };
  const { alice, bob, carol } = await meet(context, { alice: speaking, bob: speaking, carol: speaking });
  for (const seat of [alice, bob]) await publishTone(seat);
  await carol.sees(['trackStarted audio alice', 'trackStarted audio bob']);
  // The worker takes the first whose audio comes for the speaker, so that the second is the first to be heard.
  for (const [one, other, name] of [
    [bob, alice, 'bob'],
    [alice, bob, 'alice']
  ]) {
    const from = (await carol.diary()).length;
    await turn(other, 0);
    await turn(one, 0.5);
    await carol.sees(`dominantSpeakerChanged ${name}`, { from, within: 15_000 });
    await other.sees(`dominantSpeakerChanged ${name}`);
    await one.sees('dominantSpeakerChanged'); // nobody else
  }
  const from = (await carol.diary()).length;
  await alice.do(seat => seat.room.localParticipant.audioTracks.forEach(({ track }) => track.disable()));
  await carol.sees(['trackDisabled audio alice', 'dominantSpeakerChanged'], { from });
  await turn(bob, 0.5);
  await carol.sees('dominantSpeakerChanged bob', { from, within: 15_000 });
  await bob.do(seat => void seat.room.disconnect());
  await carol.sees(['participantDisconnected bob', 'dominantSpeakerChanged'], { from });
  assert.equal(await carol.do(seat => seat.room.dominantSpeaker), null);
});

test('of two videos the one of higher priority is on, or of who speaks; a wish of the subscriber counts more', async context => {
  const { alice, bob, carol } = await meet(context, {
    alice: silent,
    bob: silent,
    carol: { ...profile({ maxTracks: 1, dominantSpeakerPriority: 'high' }), dominantSpeaker: true }
  });
  await publishCanvas(alice, 'of alice', 'low');
  await carol.sees('trackStarted video alice');
  await publishCanvas(bob, 'of bob', 'standard');
  await showsOnly(carol, 'of bob');
  await carol.sees('trackSwitchedOff video alice');
  const [, none] = (await bytesOfASecond(carol)).sort((a, b) => b - a);
  assert.equal(none, 0, 'what is off has no bytes');

  await alice.do(seat => seat.room.localParticipant.videoTracks.forEach(one => one.setPriority('high')));
  await carol.sees(['trackPublishPriorityChanged high video alice', 'trackSwitchedOn video alice']);
  await showsOnly(carol, 'of alice');

  await alice.do(seat => seat.room.localParticipant.videoTracks.forEach(one => one.setPriority('low')));
  await showsOnly(carol, 'of bob');
  await publishTone(alice, 0.5);
  await carol.sees('dominantSpeakerChanged alice', { within: 15_000 });
  await showsOnly(carol, 'of alice');

  const prefer = priority =>
    carol.do((seat, priority) => {
      const bob = [...seat.room.participants.values()].find(({ identity }) => identity === 'bob');
      for (const { track } of bob.videoTracks.values()) track.setPriority(priority);
    }, priority);
  await prefer('high');
  await showsOnly(carol, 'of alice'); // both are high now, and alice speaks
  await alice.do(seat => seat.room.localParticipant.audioTracks.forEach(one => one.unpublish()));
  await showsOnly(carol, 'of bob');
  await prefer(null);
  await alice.do(seat => seat.room.localParticipant.videoTracks.forEach(one => one.setPriority('high')));
  await showsOnly(carol, 'of alice');
});

test('with bandwidth for one video the others are off, unless nothing may be switched off', async context => {
  const narrow = trackSwitchOffMode =>
    profile({ maxSubscriptionBitrate: 400, trackSwitchOffMode, clientTrackSwitchOffControl: 'manual' });
  const { alice, bob, carol, dora } = await meet(context, {
    alice: silent,
    bob: silent,
    carol: narrow('predicted'),
    dora: narrow('disabled')
  });
  await publishCanvas(alice, 'of alice', 'standard');
  for (const seat of [carol, dora]) await seat.sees('trackStarted video alice');
  await publishCanvas(bob, 'of bob', 'standard');
  await showsOnly(carol, 'of alice');
  await dora.sees('trackStarted video bob');
  await showsOnly(dora, 'of alice', 'of bob');
});

test('what an application switches off by itself stops, and comes again', async context => {
  const { alice, bob } = await meet(context, {
    alice: silent,
    bob: profile({ clientTrackSwitchOffControl: 'manual' })
  });
  await publishCanvas(alice, 'of alice', 'standard');
  await bob.sees('trackStarted video alice');
  const control = what =>
    bob.do((seat, what) => {
      for (const { videoTracks } of seat.room.participants.values())
        for (const { track } of videoTracks.values()) track[what]();
    }, what);
  await control('switchOff');
  await bob.sees('trackSwitchedOff video alice');
  await eventually(
    'nothing comes',
    () => bytesOfASecond(bob),
    ([bytes]) => bytes === 0
  );
  await control('switchOn');
  await bob.sees('trackSwitchedOn video alice');
  await eventually(
    'it comes again',
    () => bytesOfASecond(bob),
    ([bytes]) => bytes > 0
  );
});

test('the picture is as large as the element it is shown in, and off while it is in none', async context => {
  const { alice, bob } = await meet(context, {
    alice: { audio: false, video: camera, preferredVideoCodecs: 'auto' },
    bob: profile({ contentPreferencesMode: 'auto', clientTrackSwitchOffControl: 'auto' })
  });
  await bob.sees('trackStarted video alice');
  await show(bob, 960);
  await pictureIsWide(bob, 960);
  await sends(alice, true, true, true);
  await show(bob, 160);
  await pictureIsWide(bob, 240);
  await show(bob, 480);
  await pictureIsWide(bob, 480);
  await sends(alice, true, true, false); // only now is the track 16 s old
  await show(bob, 0);
  await bob.sees('trackSwitchedOff video alice');
  await eventually(
    'nothing comes',
    () => bytesOfASecond(bob),
    ([bytes]) => bytes === 0
  );
  await sends(alice, false, false, false);
  await show(bob, 960);
  await bob.sees('trackSwitchedOn video alice');
  await sends(alice, true, true, true);
  await pictureIsWide(bob, 960);
});

test('who sends simulcast without listening to what is needed sends one layer', async context => {
  const { alice, bob } = await meet(context, {
    alice: { audio: false, video: camera, preferredVideoCodecs: [{ codec: 'VP8', simulcast: true }] },
    bob: silent
  });
  await bob.sees('trackStarted video alice');
  await sends(alice, true, false, false);
  await show(bob, 160);
  await pictureIsWide(bob, 960);
});

test('everybody hears how good the connections are, the own one in detail', async context => {
  const measured = { networkQuality: { local: 3, remote: 2 } };
  const { alice, bob } = await meet(context, { alice: measured, bob: measured });
  for (const [here, there] of [
    [alice, 'bob'],
    [bob, 'alice']
  ]) {
    const said = await eventually(
      `${there}'s level is told`,
      () =>
        here.do(seat => {
          const [other] = seat.room.participants.values();
          const tell = ({ networkQualityLevel: level, networkQualityStats: stats }) => ({ level, stats });
          return { own: tell(seat.room.localParticipant), other: tell(other) };
        }),
      ({ own, other }) => own.level && other.level
    );
    // The SDK passes figures on only when the level is another, so those of these two are from before anything flowed.
    for (const { level } of [said.own, said.other]) assert.ok(level >= 1 && level <= 5, JSON.stringify(said));
    assert.ok(said.own.stats.audio.send >= said.own.level);
    for (const of of ['sendStats', 'recvStats'])
      for (const figure of ['bandwidth', 'latency', 'fractionLost'])
        assert.ok(said.own.stats.audio[of][figure].level >= said.own.level, `${of} ${figure}`);
    assert.ok(said.other.stats.video.send >= said.other.level);
    assert.ok(!said.other.stats.video.sendStats, 'no more than was asked for');
  }
});

test('no page found a fault', () => assert.deepEqual(rooms.browser.errors, []));
