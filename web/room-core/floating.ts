// What the small window over other windows shows.

import type { SharedScreen, Tile } from './people';

export type Floating = { show: 'screen'; screen: SharedScreen } | { show: 'person'; tile: Tile } | { show: 'nobody' };

interface Present {
  tiles: readonly Tile[];
  screens: readonly SharedScreen[];
  /** Who is large on the stage whatever the view, by identity. */
  pinned: string | null;
  /** Whose turn it is to speak, by sid. */
  turn: string | null;
}

/** One picture of the others: who is pinned, else a shared screen, else who speaks, else the first with a picture. */
export function floatingOf({ tiles, screens, pinned, turn }: Present): Floating {
  const held = tiles.find(({ identity }) => identity === pinned);
  const [screen] = screens;
  if (!held && screen) return { show: 'screen', screen };
  const tile = held ?? tiles.find(({ sid }) => sid === turn) ?? tiles.find(({ video }) => video) ?? tiles[0];
  return tile ? { show: 'person', tile } : { show: 'nobody' };
}
