import { describe, expect, it } from 'vitest';
import { decodeHelp, encodeHelp, type HelpMessage, LONGEST_MESSAGE, LONGEST_PIECE, MOST_POINTS } from './help-messages';

const ZOOM = { min: 1, max: 4, step: 0.1, value: 2 };
const PIECE = { say: 'piece', id: 'p1', index: 0, count: 2, width: 640, height: 480, data: 'aGk=' } as const;

describe('messages about visual help', () => {
  it.each<HelpMessage>([
    { say: 'ask' },
    { say: 'stop' },
    { say: 'still' },
    { say: 'still_failed' },
    { say: 'freeze' },
    { say: 'live' },
    { say: 'wipe' },
    { say: 'state', stage: 'asked', light: null, zoom: null },
    { say: 'state', stage: 'on', light: true, zoom: ZOOM },
    { say: 'light', on: false },
    { say: 'zoom', value: 2.5 },
    { say: 'still_kept', id: 'AAAAAAAAAAAAAAAAAAAAAA' },
    PIECE,
    { say: 'draw', line: 'l-1', points: [0, 1, 0.5, 0.25] }
  ])('come through: $say', message => {
    expect(decodeHelp(encodeHelp('customer:1', message))).toEqual({ to: 'customer:1', message });
  });

  it.each<[string, object]>([
    ['nothing known', { say: 'sing' }],
    ['a state without a lamp’s', { say: 'state', stage: 'on', zoom: null }],
    ['an unknown stage', { say: 'state', stage: 'off the wall', light: null, zoom: null }],
    ['a zoom that ends before it begins', { say: 'state', stage: 'on', light: null, zoom: { ...ZOOM, max: 1 } }],
    ['a zoom in steps of nothing', { say: 'state', stage: 'on', light: null, zoom: { ...ZOOM, step: 0 } }],
    ['a lamp that is neither', { say: 'light', on: 1 }],
    ['a zoom in words', { say: 'zoom', value: '2' }],
    ['a still with a path for its name', { say: 'still_kept', id: '../x' }],
    ['a piece behind the last', { ...PIECE, index: 2 }],
    ['too many pieces', { ...PIECE, count: 65 }],
    ['a piece of half a pixel', { ...PIECE, width: 0.5 }],
    ['a piece that is no base64', { ...PIECE, data: '"><img>' }],
    ['a piece that is too long', { ...PIECE, data: 'a'.repeat(LONGEST_PIECE + 1) }],
    ['half a point', { say: 'draw', line: 'l', points: [0.5] }],
    ['no point', { say: 'draw', line: 'l', points: [] }],
    ['a point beside the picture', { say: 'draw', line: 'l', points: [0, 1.01] }],
    ['too many points', { say: 'draw', line: 'l', points: Array(MOST_POINTS + 2).fill(0) }]
  ])('that say %s are none', (_, message) => {
    expect(decodeHelp(JSON.stringify({ to: 'x', ...message }))).toBeNull();
  });

  it.each(['', 'null', '[]', '{"say":"ask"}', '{"to":1,"say":"ask"}', '{', ' '.repeat(LONGEST_MESSAGE + 1)])(
    'are not %j',
    text => expect(decodeHelp(text)).toBeNull()
  );
});
