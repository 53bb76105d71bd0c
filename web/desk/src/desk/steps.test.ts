import { describe, expect, it } from 'vitest';
import { readNews } from './phone-news';
import { nextStep } from './steps';

describe('nextStep', () => {
  it.each([
    [0, 'invited', 1],
    [1, 'call-opened', 2],
    [2, 'invited', 2],
    [2, 'call-closed', 1],
    [0, 'call-opened', 2],
    [1, 'invited', 1]
  ] as const)('%i %s → %i', (step, news, expected) => {
    expect(nextStep(step, news)).toBe(expected);
  });
});

describe('readNews', () => {
  it.each<[unknown, string | undefined]>([
    [{ source: 'flex-video-phone', news: 'invited' }, 'invited'],
    [{ source: 'flex-video-phone', news: 'other' }, undefined],
    [{ source: 'flex-video', news: 'invited' }, undefined],
    ['invited', undefined],
    [null, undefined]
  ])('%j', (data, expected) => {
    expect(readNews(data)).toBe(expected);
  });
});
