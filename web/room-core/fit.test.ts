import { describe, expect, it } from 'vitest';
import { fitOf } from './fit';

describe('fit', () => {
  it.each([
    ['a wide picture in a wide tile', [1280, 720], [620, 465], 'cover'],
    ['a wide picture in a square tile', [1280, 720], [374, 374], 'cover'],
    ['a wide picture in a tall tile', [1280, 720], [360, 640], 'contain'],
    ['a phone held upright in a wide tile', [720, 1280], [620, 465], 'contain'],
    ['a phone held upright in a tall tile', [720, 1280], [374, 600], 'cover'],
    ['no picture yet', [0, 0], [620, 465], 'cover'],
    ['no tile yet', [1280, 720], [0, 0], 'cover']
  ] as const)('%s', (_, [pw, ph], [tw, th], expected) => {
    expect(fitOf({ width: pw, height: ph }, { width: tw, height: th })).toBe(expected);
  });
});
