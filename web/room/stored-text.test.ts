import { describe, expect, it } from 'vitest';
import { FakeStorage, forbiddenStorage } from './fakes';
import { storedText } from './stored-text';

describe('a stored text', () => {
  it('is there for the next visit, under its own name, until it is taken back', () => {
    const storage = new FakeStorage();
    storedText(() => storage, 'flex-video.a').write('one');
    const again = storedText(() => storage, 'flex-video.a');
    expect(again.read()).toBe('one');
    expect(storedText(() => storage, 'flex-video.b').read()).toBeNull();
    again.write(null);
    expect(again.read()).toBeNull();
    expect(storage.length).toBe(0);
  });

  it('is none where the browser forbids to look', () => {
    const text = storedText(forbiddenStorage, 'flex-video.a');
    text.write('one');
    text.write(null);
    expect(text.read()).toBeNull();
  });

  it('is what it was where the storage is full', () => {
    const storage = new FakeStorage();
    const text = storedText(() => storage, 'flex-video.a');
    text.write('one');
    storage.full = true;
    text.write('two');
    expect(text.read()).toBe('one');
  });
});
