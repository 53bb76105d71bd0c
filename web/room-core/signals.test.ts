import { describe, expect, it } from 'vitest';
import { type LocalMediaState, NO_MEDIA, reduceLocalMedia } from './local-media';
import type { MissingReason } from './media-plan';
import type { RoomState, Screen } from './screen';
import { LONGEST_WAIT_MS, MOST_CAMERA_SIGNALS, MOST_RECOVERIES, note, NOTHING_TOLD, type Seen } from './signals';

const screens = {
  preview: { name: 'preview' },
  joining: { name: 'joining', again: false, failed: 0 },
  again: { name: 'joining', again: true, failed: 0 },
  waiting: { name: 'waiting', looks: 0 },
  call: { name: 'call', line: 'up', ending: false, notice: null },
  down: { name: 'call', line: 'down', ending: false, notice: null },
  left: { name: 'left' },
  over: { name: 'over' },
  elsewhere: { name: 'elsewhere' },
  denied: { name: 'denied' },
  failed: { name: 'failed' }
} satisfies Record<string, Screen>;

const at = (screen: keyof typeof screens, visit: string | null = 'v1', role: RoomState['role'] = 'customer'): Seen => ({
  type: 'room',
  state: { role, screen: screens[screen], visit, peerName: null, ownName: null }
});
const without = (kind: 'audio' | 'video', why: MissingReason): Seen => ({
  type: 'media',
  state: reduceLocalMedia(NO_MEDIA, { type: 'missing', kind, why })
});
const media = (state: LocalMediaState): Seen => ({ type: 'media', state });
const asking = media(reduceLocalMedia(NO_MEDIA, { type: 'asking', kinds: ['video'] }));
const live = media(reduceLocalMedia(NO_MEDIA, { type: 'got', kind: 'video' }));
const PICTURE: Seen = { type: 'picture' };
const quality = (level: number): Seen => ({ type: 'quality', level });

/** What is told of each visit when this is seen, one thing each 100 ms. */
function told(...all: Seen[]): string[] {
  const lines: string[] = [];
  all.reduce((state, seen, index) => {
    const noted = note(state, seen, index * 100);
    for (const { kind, value } of noted.signals) lines.push([noted.state.visit, kind, value].join(' ').trim());
    return noted.state;
  }, NOTHING_TOLD);
  return lines;
}

const TAPPED = [at('preview', null), at('joining', null)];
const IN_CALL = [...TAPPED, at('joining'), at('call')];

describe('signals', () => {
  it.each<[string, Seen[], string[]]>([
    ['nothing before there is a visit', [at('preview', null), without('video', 'refused'), ...TAPPED, quality(5)], []],
    ['nothing of who leaves before there is a visit', [...TAPPED, at('left', null)], []],
    [
      'nothing on an agent’s own page',
      [at('joining', null, 'agent'), at('call', null, 'agent'), PICTURE, quality(1)],
      []
    ],
    ['the page, once', [...TAPPED, at('joining'), at('waiting'), at('joining'), at('call')], ['v1 opened']],
    ['no page of a visit that was turned away', [...TAPPED, at('denied')], []],
    [
      'the page again for another visit',
      [...IN_CALL, at('over'), at('joining'), at('joining', 'v2')],
      ['v1 opened', 'v2 opened']
    ]
  ])('tell %s', (_, seen, expected) => expect(told(...seen)).toEqual(expected));

  it.each<[string, Seen[], string[]]>([
    [
      'a camera refused in the preview, with the page',
      [at('preview', null), without('video', 'refused'), ...TAPPED, at('joining')],
      ['v1 opened', 'v1 camera_denied']
    ],
    ['a camera that the system keeps', [...IN_CALL, without('video', 'system')], ['v1 opened', 'v1 camera_denied']],
    ['a camera refused in the call', [...IN_CALL, without('video', 'refused')], ['v1 opened', 'v1 camera_denied']],
    [
      'a refusal once, however often it is asked again',
      [
        ...IN_CALL,
        without('video', 'refused'),
        media(NO_MEDIA),
        without('video', 'refused'),
        at('left'),
        at('joining')
      ],
      ['v1 opened', 'v1 camera_denied', 'v1 left']
    ],
    [
      'no refusal that was taken back in the preview',
      [at('preview', null), without('video', 'refused'), media(NO_MEDIA), ...TAPPED, at('joining')],
      ['v1 opened']
    ],
    [
      'a camera that is asked for on the way in, and granted',
      [at('preview', null), asking, ...TAPPED, at('joining'), live, at('call')],
      ['v1 opened', 'v1 camera_asked', 'v1 camera_granted']
    ],
    [
      'a camera that is asked for, and refused',
      [...TAPPED, at('joining'), asking, without('video', 'refused')],
      ['v1 opened', 'v1 camera_asked', 'v1 camera_denied']
    ],
    [
      'a camera that is granted after its refusal, without the second question',
      [...IN_CALL, without('video', 'refused'), asking, live],
      ['v1 opened', 'v1 camera_denied', 'v1 camera_granted']
    ],
    [
      'a camera that is taken back in the call',
      [...IN_CALL, live, without('video', 'refused'), live],
      ['v1 opened', 'v1 camera_denied', 'v1 camera_granted']
    ],
    [
      'no camera that was granted from the first, or comes back with who comes back',
      [live, ...IN_CALL, at('left'), media(NO_MEDIA), at('joining'), asking, live],
      ['v1 opened', 'v1 left']
    ],
    [
      'the camera anew of another visit',
      [...IN_CALL, without('video', 'refused'), at('over'), at('joining', 'v2')],
      ['v1 opened', 'v1 camera_denied', 'v2 opened', 'v2 camera_denied']
    ],
    ['no camera that is absent', [...IN_CALL, without('video', 'absent')], ['v1 opened']],
    ['no microphone', [...IN_CALL, without('audio', 'refused')], ['v1 opened']]
  ])('tell %s', (_, seen, expected) => expect(told(...seen)).toEqual(expected));

  it.each<[string, Seen[], string[]]>([
    ['the first picture, from the tap on', [...IN_CALL, PICTURE], ['v1 opened', 'v1 connected 300']],
    ['the first picture alone', [...IN_CALL, PICTURE, PICTURE, PICTURE], ['v1 opened', 'v1 connected 300']],
    [
      'with the wait in the lobby',
      [...TAPPED, at('waiting'), at('joining'), at('call'), PICTURE],
      ['v1 opened', 'v1 connected 400']
    ],
    [
      'no picture after a lost line',
      [...IN_CALL, PICTURE, at('down'), at('call'), PICTURE, at('again'), at('call'), PICTURE],
      ['v1 opened', 'v1 connected 300']
    ],
    [
      'a picture that came only after a lost line, from the tap on',
      [...IN_CALL, at('again'), at('call'), PICTURE],
      ['v1 opened', 'v1 connected 500']
    ],
    [
      'the picture of a second tap',
      [...IN_CALL, PICTURE, at('left'), at('joining'), at('call'), PICTURE],
      ['v1 opened', 'v1 connected 300', 'v1 left', 'v1 connected 200']
    ],
    ['no picture that comes after the end', [...IN_CALL, at('failed'), PICTURE], ['v1 opened']]
  ])('tell %s', (_, seen, expected) => expect(told(...seen)).toEqual(expected));

  it.each<[number, number]>([
    [100.4, 0],
    [99, 0],
    [1_350.6, 1_251],
    [100 + LONGEST_WAIT_MS + 1, LONGEST_WAIT_MS]
  ])('keep the wait within what the server takes: a picture at %d', (pictureAt, value) => {
    const waiting = IN_CALL.reduce((state, seen) => note(state, seen, 100).state, NOTHING_TOLD);
    expect(note(waiting, PICTURE, pictureAt).signals).toEqual([{ kind: 'connected', value }]);
  });

  it.each<[string, number[], number[]]>([
    ['the first and what is worse than all before', [4, 5, 4, 3, 4, 3], [4, 3]],
    ['what is not weak any more, and what is worse from then on', [2, 1, 2, 3, 5, 2, 1, 4], [2, 1, 3, 2, 1, 4]],
    ['none that the server does not know', [6, -1, 2.5, Number.NaN], []]
  ])('tell of the network %s', (_, levels, expected) => {
    expect(told(...IN_CALL, ...levels.map(quality))).toEqual([
      'v1 opened',
      ...expected.map(each => `v1 quality ${each}`)
    ]);
  });

  it('tell of no network and no camera that come and go for ever', () => {
    const swings = Array.from({ length: 40 }, () => [quality(1), quality(4)]).flat();
    const weak = told(...IN_CALL, ...swings).filter(line => line === 'v1 quality 1');
    expect(weak).toHaveLength(MOST_RECOVERIES + 1);
    const taken = Array.from({ length: 40 }, () => [without('video', 'refused'), live]).flat();
    expect(told(...IN_CALL, ...taken).filter(line => line.includes('camera'))).toHaveLength(MOST_CAMERA_SIGNALS);
  });

  it('tell of a consent first, once there is a visit, and once only', () => {
    const consented: Seen = { type: 'consented', consent: { version: '7', language: 'ja' } };
    expect(told(at('preview', null), consented, at('joining', null), at('joining'), at('call'), at('call'))).toEqual([
      'v1 consented',
      'v1 opened'
    ]);
    const agreed = note(NOTHING_TOLD, consented, 0).state;
    const { signals } = note(agreed, at('joining'), 1);
    expect(signals[0]).toEqual({ kind: 'consented', version: '7', language: 'ja' });
  });

  it('tell of the network anew after another tap', () => {
    expect(told(...IN_CALL, quality(3), at('left'), quality(2), at('joining'), quality(4))).toEqual([
      'v1 opened',
      'v1 quality 3',
      'v1 left',
      'v1 quality 4'
    ]);
  });

  it.each<[string, Seen[], number]>([
    ['once', [...IN_CALL, at('left'), at('left')], 1],
    ['from the lobby', [...TAPPED, at('waiting'), at('left')], 1],
    ['on the way in', [...TAPPED, at('joining'), at('left')], 1],
    ['again after coming back', [...IN_CALL, at('left'), at('joining'), at('call'), at('left')], 2],
    ['not when the call was ended', [...IN_CALL, at('over')], 0],
    ['not when another page of this device has taken the place', [...IN_CALL, at('elsewhere')], 0]
  ])('tell who leaves: %s', (_, seen, times) => {
    expect(told(...seen).filter(line => line === 'v1 left')).toHaveLength(times);
  });
});
