import { describe, expect, it } from 'vitest';
import type { SystemName } from './client';
import type { InApp } from './in-app-browser';
import type { MissingReason } from './media-plan';
import { linkAt, offersWayOut, openElsewhere } from './way-out';

describe('way out', () => {
  it.each([
    ['path', '/j/c0de', ''],
    ['fragment', '/video-room.html', '#c0de']
  ])('leads by the link that names the call in its %s', (_, pathname, hash) => {
    const origin = 'https://video.example.com';
    expect(linkAt({ origin, pathname, hash })).toBe(origin + pathname + hash);
  });

  it.each<[MissingReason, InApp | null, boolean]>([
    ['unsupported', null, true],
    ['unsupported', 'Instagram', true],
    ['refused', 'Instagram', true],
    ['system', 'unnamed', true],
    ['refused', null, false],
    ['insecure', 'Instagram', false],
    ['absent', 'Instagram', false],
    ['busy', 'Instagram', false]
  ])('a device %s in %s: %s', (why, inApp, offered) => expect(offersWayOut(why, inApp)).toBe(offered));

  const url = 'https://video.example.com:8443/j/c0de?from=app';
  const fragment = 'https://video.twil.io/video-room.html#c0de';
  it.each<[string, string, SystemName, InApp | null, string | null]>([
    [
      'an intent on Android',
      url,
      'android',
      'unnamed',
      'intent://video.example.com:8443/j/c0de#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end'
    ],
    ['Safari’s own scheme on iOS', url, 'ios', 'Instagram', 'x-safari-https://video.example.com:8443/j/c0de'],
    [
      'a fragment on Android',
      fragment,
      'android',
      'unnamed',
      'intent://video.twil.io/video-room.html#c0de#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end'
    ],
    ['a fragment on iOS', fragment, 'ios', 'unnamed', 'x-safari-https://video.twil.io/video-room.html#c0de'],
    ['nothing elsewhere', url, 'windows', 'WeChat', null],
    ['nothing outside of apps', url, 'ios', null, null],
    ['nothing that is not https', 'http://127.0.0.1/j/c0de', 'ios', 'unnamed', null]
  ])('opens %s', (_, from, system, inApp, to) => expect(openElsewhere(from, system, inApp)).toBe(to));
});
