import { describe, expect, it } from 'vitest';
import { bigOf, type Placed, placesOf, type Scene, type Shown } from './layout';

const PHONE = { width: 374, height: 740 };
const PHONE_HELD_SIDEWAYS = { width: 740, height: 374 };
const DESKTOP = { width: 1416, height: 800 };
const TABLET = { width: 750, height: 900 };
const LARGE = { width: 3800, height: 2000 };
const STAGES = { PHONE, PHONE_HELD_SIDEWAYS, TABLET, DESKTOP, LARGE };

const own: Shown = { id: 'own', kind: 'own' };
const awaited: Shown = { id: 'awaited', kind: 'awaited' };
const screen: Shown = { id: 'screen', kind: 'screen' };
const people = (count: number): Shown[] =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index + 1}`, kind: 'person' }));

const places = (scene: Partial<Scene>): Placed[] =>
  placesOf({ stage: DESKTOP, gap: 10, view: 'grid', speaker: null, shown: [], ...scene });
const columnsOf = (placed: readonly Placed[]): number => {
  const equals = placed.filter(({ as }) => as === 'equal');
  return Math.max(...equals.map(({ top }) => equals.filter(each => Math.round(each.top - top) === 0).length));
};
const overlap = (a: Placed, b: Placed): boolean =>
  a.start < b.start + b.width - 0.1 &&
  b.start < a.start + a.width - 0.1 &&
  a.top < b.top + b.height - 0.1 &&
  b.top < a.top + a.height - 0.1;

describe('grid', () => {
  it.each([
    ['phone', PHONE, 1, 1],
    ['phone', PHONE, 4, 1],
    ['phone with a crowd', PHONE, 8, 2],
    ['desktop', DESKTOP, 1, 2],
    ['desktop', DESKTOP, 2, 2],
    ['desktop', DESKTOP, 3, 2],
    ['desktop with a crowd', DESKTOP, 4, 3],
    ['tablet held upright', TABLET, 1, 1],
    ['large', LARGE, 1, 2],
    ['large', LARGE, 3, 2]
  ])('on a %s %o with %i others has %i columns', (_, stage, others, columns) => {
    expect(columnsOf(places({ stage, shown: [...people(others), own] }))).toBe(columns);
  });

  it('puts the odd one out into the middle of its row', () => {
    const [, , last] = places({ shown: [...people(2), own] });
    expect(last && last.start + last.width / 2).toBeCloseTo(DESKTOP.width / 2);
  });

  it('lays the own picture on top on a phone as soon as somebody is there', () => {
    for (const stage of [PHONE, PHONE_HELD_SIDEWAYS]) {
      expect(places({ stage, shown: [awaited, own] }).map(({ as }) => as)).toEqual(['equal', 'equal']);
      const [other, mine] = places({ stage, shown: [...people(1), own] });
      expect(other).toEqual({ id: 'p1', start: 0, top: 0, ...stage, as: 'equal' });
      expect(mine?.as).toBe('corner');
      expect(mine && mine.width * mine.height < (stage.width * stage.height) / 8).toBe(true);
    }
  });
});

describe('speaker view', () => {
  it('makes who speaks the big one, and the first of the others while nobody does', () => {
    const shown = [...people(3), own];
    expect(bigOf({ shown, view: 'speaker', speaker: 'p2' })?.id).toBe('p2');
    expect(bigOf({ shown, view: 'speaker', speaker: null })?.id).toBe('p1');
    expect(bigOf({ shown, view: 'speaker', speaker: 'who has left' })?.id).toBe('p1');
    expect(bigOf({ shown, view: 'speaker', speaker: 'own' })?.id).toBe('p1');
    expect(bigOf({ shown, view: 'grid', speaker: 'p2' })).toBe(null);
  });

  it('is the grid while nobody else is there', () => {
    const shown = [awaited, own];
    expect(places({ shown, view: 'speaker' })).toEqual(places({ shown, view: 'grid' }));
  });

  it('has the others beside, or below on an upright stage', () => {
    const [big, ...others] = places({ shown: [...people(3), own], view: 'speaker' });
    expect(big).toMatchObject({ id: 'p1', start: 0, top: 0, height: DESKTOP.height, as: 'big' });
    expect(others.every(each => each.as === 'beside' && each.start >= (big?.width ?? 0))).toBe(true);
    const [high, ...below] = places({ stage: PHONE, shown: [...people(3), own], view: 'speaker' });
    expect(below.map(({ as }) => as)).toEqual(['beside', 'beside', 'corner']);
    expect(below[0]?.top).toBeGreaterThan(high?.height ?? Infinity);
    const [first, , corner] = below;
    expect(first && corner && overlap(first, corner), 'the own picture covers nobody small').toBe(false);
  });

  it('of two gives the other the whole stage', () => {
    expect(places({ shown: [...people(1), own], view: 'speaker' })).toMatchObject([
      { id: 'p1', ...DESKTOP, as: 'big' },
      { id: 'own', as: 'corner' }
    ]);
  });
});

describe('a shared screen', () => {
  it.each(['grid', 'speaker'] as const)('is the big one in %s view, whoever speaks, and covered by nobody', view => {
    for (const stage of Object.values(STAGES)) {
      const placed = places({ stage, shown: [...people(2), screen, own], view, speaker: 'p2' });
      expect(placed.map(({ id, as }) => `${id} ${as}`)).toEqual(['screen big', 'p1 beside', 'p2 beside', 'own beside']);
      expect(placed[0] && placed[0].width * placed[0].height).toBeGreaterThan((stage.width * stage.height) / 2);
    }
  });

  it('that came last is the big one', () => {
    const shown: Shown[] = [{ id: 'older', kind: 'screen' }, ...people(1), screen];
    expect(bigOf({ shown, view: 'grid', speaker: null })?.id).toBe('screen');
  });
});

describe('every layout', () => {
  it.each(Object.entries(STAGES))('keeps everybody on the stage and apart: %s', (_, stage) => {
    for (const view of ['grid', 'speaker'] as const) {
      for (const shared of [[], [screen]]) {
        for (let others = 0; others <= 9; others += 1) {
          const shown = [...(others > 0 ? people(others) : [awaited]), ...shared, own];
          const placed = places({ stage, shown, view });
          expect(placed).toHaveLength(shown.length);
          for (const each of placed) {
            expect(each.start).toBeGreaterThanOrEqual(-0.1);
            expect(each.top).toBeGreaterThanOrEqual(-0.1);
            expect(each.start + each.width).toBeLessThanOrEqual(stage.width + 0.1);
            expect(each.top + each.height).toBeLessThanOrEqual(stage.height + 0.1);
            const beneath = placed.filter(other => other !== each && other.as !== 'corner' && each.as !== 'corner');
            expect(beneath.some(other => overlap(each, other))).toBe(false);
          }
        }
      }
    }
  });

  it('is empty before the stage has a size', () => {
    expect(places({ stage: { width: 0, height: 0 }, shown: [own] })).toEqual([]);
  });
});

describe('who is pinned', () => {
  const shown: Shown[] = [
    { id: 'them', kind: 'person' },
    { id: 'own', kind: 'own' }
  ];
  const scene = { stage: { width: 1200, height: 700 }, gap: 8, view: 'grid' as const, shown, speaker: null };

  it.each(['them', 'own'])('is large, also in the grid: %s', pinned => {
    const placed = placesOf({ ...scene, pinned });
    expect(placed[0]).toMatchObject({ id: pinned, as: 'big' });
    expect(placed).toHaveLength(2);
  });

  it('comes before a shared screen, and is nobody once they are gone', () => {
    const screen: Shown = { id: 'screen', kind: 'screen' };
    expect(bigOf({ ...scene, shown: [...shown, screen], pinned: 'own' })?.id).toBe('own');
    expect(bigOf({ ...scene, pinned: 'nobody' })).toBeNull();
  });
});
