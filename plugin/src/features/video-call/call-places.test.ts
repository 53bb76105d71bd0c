import { describe, expect, it } from 'vitest';
import { placeCalls, type Rect, type Slot, SMALL, type Surroundings } from './call-places';

const around: Surroundings = { width: 1400, height: 800, corner: 'start', rightToLeft: false };
const panel: Rect = { left: 400, top: 120, width: 700, height: 600 };
const slot = (changes: Partial<Slot> = {}): Slot => ({ task: 'WT1', rect: panel, visible: true, ...changes });
const low = 800 - SMALL.height - 12;

describe('placeCalls', () => {
  it('lays a call exactly over the slot of its task', () => {
    expect(placeCalls(['WT1'], [slot()], around).get('WT1')).toEqual({ docked: true, rect: panel });
  });

  it.each<[string, readonly Slot[]]>([
    ['no slot', []],
    ['the slot of another task', [slot({ task: 'WT2' })]],
    ['a tab that is not selected', [slot({ visible: false })]],
    ['a view that is not shown', [slot({ rect: { left: 0, top: 0, width: 0, height: 0 } })]],
    ['a slot too low to show anything', [slot({ rect: { ...panel, height: 119 } })]],
    ['a slot too narrow to show anything', [slot({ rect: { ...panel, width: 119 } })]]
  ])('makes it small with %s', (_, slots) => {
    expect(placeCalls(['WT1'], slots, around).get('WT1')).toEqual({
      docked: false,
      rect: { left: 64, top: low, ...SMALL }
    });
  });

  it('takes the slot that shows, when there are two', () => {
    const second = { ...panel, left: 900 };
    const slots = [slot({ visible: false }), slot({ rect: second })];
    expect(placeCalls(['WT1'], slots, around).get('WT1')).toEqual({ docked: true, rect: second });
  });

  it.each<[Surroundings['corner'], boolean, number]>([
    ['start', false, 64],
    ['end', false, 1400 - 12 - SMALL.width],
    ['start', true, 1400 - 64 - SMALL.width],
    ['end', true, 12]
  ])('stands at the %s, right to left: %s', (corner, rightToLeft, left) => {
    expect(placeCalls(['WT1'], [], { ...around, corner, rightToLeft }).get('WT1')?.rect.left).toBe(left);
  });

  it('stacks the small ones upwards, then in another column, and leaves the docked one out', () => {
    const tasks = ['WT1', 'WT2', 'WT3', 'WT4', 'WT5'];
    const places = placeCalls(tasks, [slot({ task: 'WT2' })], around);
    const step = SMALL.height + 12;
    expect(places.get('WT2')?.docked).toBe(true);
    expect(tasks.filter(task => task !== 'WT2').map(task => places.get(task)?.rect)).toEqual([
      { left: 64, top: low, ...SMALL },
      { left: 64, top: low - step, ...SMALL },
      { left: 64, top: low - 2 * step, ...SMALL },
      { left: 76 + SMALL.width, top: low, ...SMALL }
    ]);
  });

  it('never begins outside a window that is too small', () => {
    const places = placeCalls(['WT1', 'WT2'], [], { ...around, width: 200, height: 100, corner: 'end' });
    for (const { rect } of places.values()) expect([rect.left, rect.top]).toEqual([0, 0]);
  });
});
