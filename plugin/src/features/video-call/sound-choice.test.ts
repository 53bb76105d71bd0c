import { describe, expect, it, vi } from 'vitest';
import { soundChoiceIn } from './sound-choice';

function memory(kept: string | null = null) {
  let item = kept;
  return { getItem: () => item, setItem: (_: string, value: string) => void (item = value) };
}

describe('soundChoiceIn', () => {
  it.each([
    [null, true, true],
    [null, false, false],
    ['on', false, true],
    ['off', true, false],
    ['loud', true, true]
  ])('of %j, otherwise %s', (kept, otherwise, on) => {
    expect(soundChoiceIn(() => memory(kept), otherwise, vi.fn()).on()).toBe(on);
  });

  it('keeps what the agent chose', () => {
    const storage = memory();
    const changed = vi.fn();
    soundChoiceIn(() => storage, true, changed).change(false);
    expect(changed).toHaveBeenCalledTimes(1);
    expect(soundChoiceIn(() => storage, true, vi.fn()).on()).toBe(false);
  });

  it('does without a storage that the browser forbids', () => {
    const choice = soundChoiceIn(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      true,
      vi.fn()
    );
    choice.change(false);
    expect(choice.on()).toBe(false);
  });
});
