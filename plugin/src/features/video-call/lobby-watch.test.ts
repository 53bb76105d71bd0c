import { describe, expect, it } from 'vitest';
import type { Waiting } from './lobby';
import { watchLobby } from './lobby-watch';

const waiting = (id: string): Waiting => ({ task: 'WT1', visit: id, name: id });

describe('watchLobby', () => {
  it.each([
    [true, ['v1', 'ring', 'v2', 'v3', 'ring']],
    [false, ['v1', 'v2', 'v3']]
  ])('tells of each once; with sound: %s', (on, expected) => {
    const log: string[] = [];
    let now: readonly Waiting[] = [];
    const look = watchLobby({
      waiting: () => now,
      sound: { on: () => on },
      ring: () => log.push('ring'),
      announce: name => log.push(name)
    });
    look();
    now = [waiting('v1')];
    look();
    look();
    now = [waiting('v1'), waiting('v2'), waiting('v3')];
    look();
    expect(log).toEqual(expected);
  });
});
