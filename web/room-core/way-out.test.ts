import { describe, expect, it } from 'vitest';
import type { SystemName } from './client';
import type { InApp } from './in-app-browser';
import type { MissingReason } from './media-plan';
import { offersWayOut, openElsewhere } from './way-out';

describe('way out', () => {
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

  const url = 'https://video.example.com:8443/j/c0de?from=app#x';
  it.each<[string, string, SystemName, InApp | null, string | null]>([
    [
      'an intent on Android',
      url,
      'android',
      'unnamed',
      'intent://video.example.com:8443/j/c0de#Intent;scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end'
    ],
    ['Safari’s own scheme on iOS', url, 'ios', 'Instagram', 'x-safari-https://video.example.com:8443/j/c0de'],
    ['nothing elsewhere', url, 'windows', 'WeChat', null],
    ['nothing outside of apps', url, 'ios', null, null],
    ['nothing that is not https', 'http://127.0.0.1/j/c0de', 'ios', 'unnamed', null]
  ])('opens %s', (_, from, system, inApp, to) => expect(openElsewhere(from, system, inApp)).toBe(to));
});
