import { describe, expect, it } from 'vitest';
import { type LocalMediaState, NO_MEDIA } from '../room-core/local-media';
import type { RoomState } from '../room-core/screen';
import { SILENT_AFTER_MS } from '../room-core/silent-microphone';
import { createStore } from '../room-core/store';
import { watchSilence } from './silence-watch';

const live: LocalMediaState = { ...NO_MEDIA, devices: { ...NO_MEDIA.devices, audio: { status: 'live' } } };
const muted: LocalMediaState = { ...live, wanted: { ...live.wanted, audio: false } };
const at = (name: 'preview' | 'call') => ({ screen: { name } }) as RoomState;

/** A microphone whose samples the test gives, at times that it chooses. */
function setUp() {
  const room = createStore<RoomState, RoomState>(at('preview'), (_, next) => next);
  const media = createStore<LocalMediaState, LocalMediaState>(live, (_, next) => next);
  const measuring: string[] = [];
  const reports: boolean[] = [];
  let time = 0;
  let id = 'one';
  let hear: (loudness: number) => void = () => undefined;
  watchSilence(
    {
      room,
      media,
      track: (() => {
        const tracks = new Map<string, MediaStreamTrack>();
        return () => tracks.get(id) ?? tracks.set(id, { id } as MediaStreamTrack).get(id) ?? null;
      })(),
      measure(track, _, report) {
        measuring.push(track.id);
        hear = report;
        return () => void measuring.splice(measuring.indexOf(track.id), 1);
      },
      now: () => time
    },
    silent => reports.push(silent)
  );
  const heardAt = (when: number, loudness = 0): void => {
    time = when;
    hear(loudness);
  };
  const change = (next: string): void => {
    id = next;
    media.dispatch({ ...live });
  };
  return { room, media, measuring, reports, heardAt, change };
}

describe('silence watch', () => {
  it('listens in the call only, and only unmuted', () => {
    const { room, media, measuring } = setUp();
    expect(measuring).toEqual([]);
    room.dispatch(at('call'));
    expect(measuring).toEqual(['one']);
    media.dispatch(muted);
    expect(measuring).toEqual([]);
    media.dispatch(live);
    room.dispatch(at('preview'));
    expect(measuring).toEqual([]);
  });

  it('reports silence once, and its end', () => {
    const { room, reports, heardAt } = setUp();
    room.dispatch(at('call'));
    heardAt(0);
    heardAt(SILENT_AFTER_MS);
    heardAt(SILENT_AFTER_MS + 1_000);
    expect(reports).toEqual([true]);
    heardAt(SILENT_AFTER_MS + 2_000, 0.1);
    expect(reports).toEqual([true, false]);
  });

  it('starts afresh with another microphone, and takes the warning back when muted', () => {
    const { room, media, measuring, reports, heardAt, change } = setUp();
    room.dispatch(at('call'));
    heardAt(0);
    heardAt(SILENT_AFTER_MS);
    change('two');
    expect(measuring).toEqual(['two']);
    heardAt(SILENT_AFTER_MS + 1);
    expect(reports).toEqual([true, false]);
    heardAt(2 * SILENT_AFTER_MS + 1);
    media.dispatch(muted);
    expect(reports).toEqual([true, false, true, false]);
  });
});
