import { describe, expect, it } from 'vitest';
import { KEYS, shortcutOf, type Stroke } from './shortcuts';

const stroke = (change: Partial<Stroke>): Stroke => ({
  key: 'm',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...change
});

describe('shortcuts', () => {
  it.each(KEYS)('%s does %s', (key, shortcut) => {
    expect(shortcutOf(stroke({ key }), false)).toBe(shortcut);
    expect(shortcutOf(stroke({ key: key.toUpperCase() }), false)).toBe(shortcut);
  });

  it.each<Partial<Stroke>>([{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }, { key: 'x' }])(
    'are none with %o',
    change => {
      expect(shortcutOf(stroke(change), false)).toBe(null);
    }
  );

  it('are letters while somebody types', () => {
    expect(shortcutOf(stroke({}), true)).toBe(null);
  });
});
