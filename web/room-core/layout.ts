// Who stands where on the stage, and how large. Pixels in, pixels out; `start` is the side where a line of text begins.

import type { Size } from './fit';

/** All alike, or one of them large. */
export type View = 'grid' | 'speaker';

export interface Shown {
  id: string;
  /** `awaited` stands for the other side while nobody is there. */
  kind: 'own' | 'person' | 'awaited' | 'screen';
}

export interface Placed {
  id: string;
  start: number;
  top: number;
  width: number;
  height: number;
  /** What the tile is in this layout: one of equals, the large one, one beside it, or one's own on top of the others. */
  as: 'equal' | 'big' | 'beside' | 'corner';
}

export interface Scene {
  /** The stage without its margins. */
  stage: Size;
  gap: number;
  view: View;
  /** In the order in which they stand. */
  shown: readonly Shown[];
  /** Who speaks, or spoke last. */
  speaker: string | null;
  /** Who is large whatever the view, one's own picture too. */
  pinned?: string | null;
}

interface Area extends Size {
  start: number;
  top: number;
}

/** A stage whose shorter side is less than this is a phone's, however it is held. */
export const PHONE_SIDE = 500;
const DESKTOP_COLUMNS = 2;
/** Rows of a phone that are lower than this are halved into two columns instead. */
const LOWEST_ROW = 120;
const PICTURE = 4 / 3;
const BESIDE_SHARE = 0.22;
const LARGEST_BESIDE = 480;

/** Everybody's place. A shared screen is always the big one; in speaker view who speaks is, and nobody is it alone. */
export function placesOf(scene: Scene): Placed[] {
  const { stage, shown } = scene;
  if (stage.width <= 0 || stage.height <= 0) return [];
  const whole: Area = { start: 0, top: 0, ...stage };
  const big = bigOf(scene);
  if (!big) return equals(scene, whole);
  const others = shown.filter(each => each !== big);
  const corner = cornerOf(scene, big);
  const beside = others.filter(each => each !== corner);
  const placed = withBeside(scene, big, beside);
  return corner ? [...placed, inCorner(corner, scene, placed[0] ?? whole)] : placed;
}

/** The one that is large, if any is: who is pinned, the newest shared screen, or who speaks among the others who are there. */
export function bigOf(scene: Pick<Scene, 'shown' | 'view' | 'speaker' | 'pinned'>): Shown | null {
  const { shown, view, speaker, pinned } = scene;
  const chosen = shown.find(({ id }) => id === pinned);
  if (chosen) return chosen;
  const screen = shown.findLast(({ kind }) => kind === 'screen');
  if (screen) return screen;
  if (view === 'grid') return null;
  const people = shown.filter(({ kind }) => kind === 'person');
  return people.find(({ id }) => id === speaker) ?? people[0] ?? null;
}

function isPhone({ width, height }: Size): boolean {
  return Math.min(width, height) < PHONE_SIDE;
}

/** One's own picture lies on top on phones as soon as somebody else is there, and on any stage where it would stand alone. */
function cornerOf({ stage, shown }: Scene, big: Shown | null): Shown | null {
  const own = shown.find(({ kind }) => kind === 'own');
  if (!own || own === big || !shown.some(({ kind }) => kind === 'person')) return null;
  // What is shown on a screen is not covered by anybody.
  if (big?.kind === 'screen') return null;
  const alone = big !== null && shown.length === 2;
  return isPhone(stage) || alone ? own : null;
}

/** At the bottom of the big one, so that those beside it stay in sight. */
function inCorner({ id }: Shown, { stage, gap }: Scene, area: Area): Placed {
  const phone = isPhone(stage);
  const upright = phone && stage.height > stage.width;
  const width = Math.round(upright ? stage.width * 0.27 : Math.min(stage.width * 0.2, LARGEST_BESIDE));
  const height = Math.round(upright ? width * PICTURE : width / PICTURE);
  const start = area.start + area.width - width - gap;
  return { id, start, top: area.top + area.height - height - gap, width, height, as: 'corner' };
}

function equals(scene: Scene, area: Area): Placed[] {
  const corner = cornerOf(scene, null);
  const shown = scene.shown.filter(each => each !== corner);
  const upright = scene.stage.height > scene.stage.width;
  const placed =
    isPhone(scene.stage) && upright
      ? filled(shown, area, scene.gap, phoneColumns(shown.length, scene))
      : pictured(shown, area, scene.gap, widestColumns(shown.length, scene));
  return corner ? [...placed, inCorner(corner, scene, area)] : placed;
}

function phoneColumns(count: number, { stage, gap }: Scene): number {
  return (stage.height - (count - 1) * gap) / count < LOWEST_ROW ? 2 : 1;
}

/** As many columns as make the tiles largest, yet never fewer than two on a stage that lies. */
function widestColumns(count: number, { stage, gap }: Scene): number {
  let best = stage.height > stage.width ? 1 : Math.min(count, DESKTOP_COLUMNS);
  for (let columns = best + 1; columns <= count; columns += 1) {
    if (tileWidth(count, columns, stage, gap) > tileWidth(count, best, stage, gap)) best = columns;
  }
  return best;
}

function tileWidth(count: number, columns: number, { width, height }: Size, gap: number): number {
  const rows = Math.ceil(count / columns);
  return Math.min((width - (columns - 1) * gap) / columns, ((height - (rows - 1) * gap) / rows) * PICTURE);
}

/** Tiles that use up the whole area; an odd one out has its row for itself. */
function filled(shown: readonly Shown[], area: Area, gap: number, columns: number): Placed[] {
  const rows = Math.ceil(shown.length / columns);
  const height = (area.height - (rows - 1) * gap) / rows;
  return shown.map(({ id }, index) => {
    const row = Math.floor(index / columns);
    const abreast = Math.min(columns, shown.length - row * columns);
    const width = (area.width - (abreast - 1) * gap) / abreast;
    const start = area.start + (index % columns) * (width + gap);
    return { id, start, top: area.top + row * (height + gap), width, height, as: 'equal' };
  });
}

/** Tiles in the shape of a picture, in the middle of the area; so is a last row that is not full. One alone may be wider. */
function pictured(shown: readonly Shown[], area: Area, gap: number, columns: number): Placed[] {
  if (shown.length === 1) return filled(shown, area, gap, 1);
  const rows = Math.ceil(shown.length / columns);
  const width = tileWidth(shown.length, columns, area, gap);
  const height = width / PICTURE;
  const top = area.top + (area.height - rows * height - (rows - 1) * gap) / 2;
  return shown.map(({ id }, index) => {
    const row = Math.floor(index / columns);
    const abreast = Math.min(columns, shown.length - row * columns);
    const margin = (area.width - abreast * width - (abreast - 1) * gap) / 2;
    const start = area.start + margin + (index % columns) * (width + gap);
    return { id, start, top: top + row * (height + gap), width, height, as: 'equal' };
  });
}

/** The big one, and the others in a row beside it, or below it on an upright stage. */
function withBeside({ stage, gap }: Scene, big: Shown, beside: readonly Shown[]): Placed[] {
  if (beside.length === 0) return [{ id: big.id, start: 0, top: 0, ...stage, as: 'big' }];
  const upright = stage.height > stage.width;
  const along = upright ? stage.width : stage.height;
  const each = (along - (beside.length - 1) * gap) / beside.length;
  const share = (upright ? stage.height : stage.width) * BESIDE_SHARE;
  const width = Math.min(upright ? each : each * PICTURE, upright ? share * PICTURE : share, LARGEST_BESIDE);
  const height = width / PICTURE;
  const rest: Size = upright
    ? { width: stage.width, height: stage.height - height - gap }
    : { width: stage.width - width - gap, height: stage.height };
  const used = beside.length * (upright ? width : height) + (beside.length - 1) * gap;
  const margin = (along - used) / 2;
  const placed = beside.map(({ id }, index): Placed => {
    const offset = margin + index * ((upright ? width : height) + gap);
    const [start, top] = upright ? [offset, rest.height + gap] : [rest.width + gap, offset];
    return { id, start, top, width, height, as: 'beside' };
  });
  return [{ id: big.id, start: 0, top: 0, ...rest, as: 'big' }, ...placed];
}
