import { expect, test } from 'vitest';
import { floatingOf } from './floating';
import type { SharedScreen, Tile } from './people';

const tile = (sid: string, video = true): Tile => ({
  sid,
  identity: `guest:${sid}`,
  name: null,
  audio: true,
  video,
  reconnecting: false,
  has: { audio: 'on', video: video ? 'on' : 'off' },
  audioTrack: null,
  videoTrack: null
});
const screen: SharedScreen = { sid: 'MT9', identity: 'guest:B', name: null };
const [a, b, c] = [tile('A', false), tile('B'), tile('C')];
const alone = { tiles: [], screens: [], pinned: null, turn: null };

test.each([
  ['nobody', alone, { show: 'nobody' }],
  ['the first with a picture', { ...alone, tiles: [a, b, c] }, { show: 'person', tile: b }],
  ['the first, where nobody has one', { ...alone, tiles: [a] }, { show: 'person', tile: a }],
  ['who speaks', { ...alone, tiles: [a, b, c], turn: 'C' }, { show: 'person', tile: c }],
  ['who speaks without a picture', { ...alone, tiles: [a, b], turn: 'A' }, { show: 'person', tile: a }],
  ['not oneself', { ...alone, tiles: [b], turn: 'own' }, { show: 'person', tile: b }],
  ['a screen before who speaks', { ...alone, tiles: [b, c], screens: [screen], turn: 'C' }, { show: 'screen', screen }],
  [
    'who is pinned before a screen',
    { ...alone, tiles: [b, c], screens: [screen], pinned: 'guest:C' },
    { show: 'person', tile: c }
  ],
  [
    'a screen where who is pinned is oneself',
    { ...alone, screens: [screen], pinned: 'local' },
    { show: 'screen', screen }
  ]
])('the small window shows %s', (_, present, shown) => {
  expect(floatingOf(present)).toEqual(shown);
});
