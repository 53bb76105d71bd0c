// Participants in pages: one page may seat several, each with a diary of all that Twilio's SDK tells it.
import { createRequire } from 'node:module';
import { eventually, patience } from './browser.mjs';

const sdk = createRequire(import.meta.url).resolve('twilio-video/dist/twilio-video.min.js');

/** Runs in the page, and gives it `window.seats` and `window.takeSeat`. */
function furnish() {
  const events = {
    room: ['Connected', 'Disconnected', 'Reconnecting', 'Reconnected']
      .map(what => 'participant' + what)
      .concat('reconnecting', 'reconnected', 'disconnected', 'trackPublished', 'trackUnpublished', 'trackSubscribed')
      .concat('trackUnsubscribed', 'trackStarted', 'trackEnabled', 'trackDisabled', 'trackMessage')
      .concat('trackPublishPriorityChanged', 'trackSubscriptionFailed', 'trackSwitchedOff', 'trackSwitchedOn')
      .concat('dominantSpeakerChanged', 'recordingStarted', 'recordingStopped'),
    localParticipant: ['trackPublished', 'trackPublicationFailed']
  };
  const word = (what, room) => {
    if (what === room || what === undefined || what === null) return undefined;
    if (what instanceof ArrayBuffer) return `${what.byteLength} bytes`;
    return typeof what === 'object' ? (what.code ?? what.identity ?? what.kind) : what;
  };
  const line = (event, told, room) => {
    const words = told.map(what => word(what, room)).filter(what => what !== undefined);
    return [...new Set([event, ...words])].join(' ');
  };

  class Seat {
    diary = [];
    #waiting = new Set();

    write(line) {
      this.diary.push(line);
      for (const look of this.#waiting) look();
    }

    /** Resolves when all of `lines` stand in the diary after its first `from`, as often as they are listed. */
    until(lines, from, within) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          this.#waiting.delete(look);
          reject(new Error(`not within ${within} ms: ${lines}; but ${this.diary.slice(from)}`));
        }, within);
        const look = () => {
          const left = this.diary.slice(from);
          for (const one of lines) {
            if (!left.includes(one)) return;
            left.splice(left.indexOf(one), 1);
          }
          clearTimeout(late);
          this.#waiting.delete(look);
          resolve();
        };
        this.#waiting.add(look);
        look();
      });
    }

    sit(room) {
      this.room = room;
      for (const event of events.room) room.on(event, (...told) => this.write(line(event, told, room)));
      for (const event of events.localParticipant)
        room.localParticipant.on(event, (...told) => this.write(line('local ' + event, told, room)));
    }

    /** A track of the page's own making. */
    make(kind, name) {
      if (kind === 'data') return new window.Twilio.Video.LocalDataTrack({ name });
      if (kind === 'audio') {
        const context = (window.audioContext ??= new AudioContext());
        const source = new ConstantSourceNode(context);
        const target = context.createMediaStreamDestination();
        source.connect(target);
        source.start();
        return new window.Twilio.Video.LocalAudioTrack(target.stream.getAudioTracks()[0], { name });
      }
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
      const brush = canvas.getContext('2d');
      setInterval(() => {
        brush.fillStyle = `hsl(${performance.now() % 360} 80% 50%)`;
        brush.fillRect(0, 0, 64, 64);
      }, 100);
      return new window.Twilio.Video.LocalVideoTrack(canvas.captureStream(10).getVideoTracks()[0], { name });
    }

    /** The others, each with what it publishes, whether that is switched on and whether it has arrived here. */
    others() {
      return [...this.room.participants.values()].map(({ identity, sid, state, tracks }) => ({
        identity,
        sid,
        state,
        tracks: [...tracks.values()].map(one => ({
          sid: one.trackSid,
          kind: one.kind,
          enabled: one.isTrackEnabled,
          subscribed: one.isSubscribed
        }))
      }));
    }

    own() {
      return [...this.room.localParticipant.tracks.values()].map(one => one.trackSid);
    }
  }

  window.seats = {};
  window.takeSeat = async (name, token, options) => {
    const seat = (window.seats[name] = new Seat());
    seat.sit(await window.Twilio.Video.connect(token, options));
  };
}

/** A page with the published bundle of the SDK and empty seats. */
export async function furnishedPage(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.addScriptTag({ path: sdk });
  await page.evaluate(furnish);
  return page;
}

/** A camera that ten of on one machine can bear. */
export const smallCamera = { width: 160, height: 120, frameRate: 8 };

/** What the SDK's connect() was rejected with, or null. */
export function refusal(page, token, options) {
  return page.evaluate(
    ([token, options]) =>
      window.Twilio.Video.connect(token, { insights: false, audio: false, video: false, ...options }).then(
        room => void room.disconnect() ?? null,
        error => error.code ?? String(error)
      ),
    [token, options]
  );
}

export class Seat {
  #name;

  constructor(page, name) {
    this.page = page;
    this.#name = name;
  }

  /** Joins, with a microphone and a small camera unless `options` say otherwise. */
  static async take(page, token, { seat, ...options }) {
    const media = { insights: false, audio: true, video: smallCamera };
    await page.evaluate(([seat, ...how]) => window.takeSeat(seat, ...how), [seat, token, { ...media, ...options }]);
    return new Seat(page, seat);
  }

  /** Runs `what` in the page, on this seat. */
  do(what, ...given) {
    const values = [`window.seats[${JSON.stringify(this.#name)}]`, ...given.map(one => JSON.stringify(one))];
    return this.page.evaluate(`(${what})(${values})`);
  }

  diary(from = 0) {
    return this.do((seat, from) => seat.diary.slice(from), from);
  }

  /** Waits until its diary has all these lines. */
  sees(lines, { from = 0, within = patience } = {}) {
    return this.do((seat, ...what) => seat.until(...what), [lines].flat(), from, within);
  }

  others() {
    return this.do(seat => seat.others());
  }
}

/** Waits until each of the two has subscribed to exactly what the other publishes. */
export async function nothingIsLeftUnsubscribed(one, other) {
  for (const [here, there] of [
    [one, other],
    [other, one]
  ]) {
    const own = (await there.do(seat => seat.own())).sort();
    await eventually(
      'everything is subscribed',
      async () => (await here.others()).flatMap(({ tracks }) => tracks),
      tracks =>
        tracks.every(({ subscribed }) => subscribed) &&
        JSON.stringify(tracks.map(({ sid }) => sid).sort()) === JSON.stringify(own)
    );
  }
}
