/** Where something lies in Flex's window, in CSS pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A place that Flex has kept free for a task's call. */
export interface Slot {
  readonly task: string;
  readonly rect: Rect;
  /** False in a tab that is not selected: Flex keeps those, with their size, and hides them. */
  readonly visible: boolean;
}

export interface Place {
  /** In its slot; otherwise a small window in a corner, over whatever the agent is looking at. */
  readonly docked: boolean;
  readonly rect: Rect;
}

export type Corner = 'start' | 'end';

export interface Surroundings {
  readonly width: number;
  readonly height: number;
  /** In which lower corner the small windows stand. */
  readonly corner: Corner;
  readonly rightToLeft: boolean;
}

export const SMALL = { width: 320, height: 248 } as const;
const GAP = 12;
/** Flex's side bar lies at the start, over everything. */
const SIDE_BAR = 52;
/** Less than this shows no call: Flex shrinks what it does not show. */
const LEAST = 120;

const isUsable = ({ visible, rect }: Slot): boolean => visible && rect.width >= LEAST && rect.height >= LEAST;

/** The lowest stands first; what does not fit above it begins another column. */
function small(index: number, { width, height, corner, rightToLeft }: Surroundings): Rect {
  const rows = Math.max(1, Math.floor((height - GAP) / (SMALL.height + GAP)));
  const [row, column] = [index % rows, Math.floor(index / rows)];
  const inset = GAP + (corner === 'start' ? SIDE_BAR : 0) + column * (SMALL.width + GAP);
  const atLeft = (corner === 'start') !== rightToLeft;
  return {
    ...SMALL,
    left: Math.max(0, atLeft ? inset : width - inset - SMALL.width),
    top: Math.max(0, height - (row + 1) * (SMALL.height + GAP))
  };
}

/** Where each task's call lies: in its slot where Flex shows one, otherwise small; in the order of the tasks. */
export function placeCalls(
  tasks: readonly string[],
  slots: readonly Slot[],
  around: Surroundings
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let smalls = 0;
  for (const task of tasks) {
    const slot = slots.find(each => each.task === task && isUsable(each));
    if (slot === undefined) places.set(task, { docked: false, rect: small(smalls++, around) });
    else places.set(task, { docked: true, rect: slot.rect });
  }
  return places;
}
