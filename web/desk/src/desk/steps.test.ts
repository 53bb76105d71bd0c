import { describe, expect, it } from 'vitest';
import { readNews } from './phone-news';
import { stepAfter } from './steps';

describe('stepAfter', () => {
  it.each([
    ['invited', 1],
    ['call-opened', 2],
    ['call-closed', 1]
  ] as const)('%s → %i', (news, expected) => {
    expect(stepAfter(news)).toBe(expected);
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
