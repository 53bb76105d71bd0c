// Single keys that do what a button does. They can be switched off, since speech input and unsteady hands press keys unasked.

export type Shortcut = 'mute' | 'camera' | 'share' | 'full_screen' | 'view' | 'help';

export const KEYS: readonly (readonly [key: string, shortcut: Shortcut])[] = [
  ['m', 'mute'],
  ['v', 'camera'],
  ['s', 'share'],
  ['f', 'full_screen'],
  ['l', 'view'],
  ['?', 'help']
];

export interface Stroke {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** True while the key is held down. */
  repeat: boolean;
}

/** What a stroke asks for, or null. `typing` when it goes into a field, whose letters are its own. */
export function shortcutOf(stroke: Stroke, typing: boolean): Shortcut | null {
  if (typing || stroke.repeat || stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null;
  const key = stroke.key.toLowerCase();
  return KEYS.find(([each]) => each === key)?.[1] ?? null;
}
