import { describe, expect, it } from 'vitest';
import { chosenLanguage, keepChosenLanguage } from './chosen-language';

function storageOf(kept: Map<string, string>): () => Storage {
  return () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value)
    }) as Storage;
}

const forbidden = (): Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('the chosen language', () => {
  it('is what was kept', () => {
    const storage = storageOf(new Map());
    expect(chosenLanguage(storage)).toBeNull();
    keepChosenLanguage(storage, 'ja');
    expect(chosenLanguage(storage)).toBe('ja');
  });

  it('is none when something else was kept', () => {
    expect(chosenLanguage(storageOf(new Map([['flex-video.language', 'tlh']])))).toBeNull();
  });

  it('is none where the browser forbids the storage', () => {
    keepChosenLanguage(forbidden, 'ja');
    expect(chosenLanguage(forbidden)).toBeNull();
  });
});
