import { describe, expect, it } from 'vitest';
import { tileName, type Told } from './tile-name';

const PLAIN: Told = {
  name: 'Ada',
  audio: true,
  video: true,
  speaking: false,
  reconnecting: false,
  level: null,
  audioOnly: false
};

describe('the name of a tile', () => {
  it.each<[Partial<Told>, string]>([
    [{}, 'Ada'],
    [{ speaking: true }, 'Ada, speaking'],
    [{ audio: false, video: false }, 'Ada, muted, camera off'],
    [{ reconnecting: true }, 'Ada, Reconnecting…'],
    [{ video: false, audioOnly: true }, 'Ada, audio only'],
    [{ level: 5 }, 'Ada, network very good'],
    [{ audio: false, level: 1 }, 'Ada, muted, network very weak']
  ])('with %o is “%s”', (change, expected) => {
    expect(tileName({ ...PLAIN, ...change })).toBe(expected);
  });
});
