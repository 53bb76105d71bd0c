import { describe, expect, it } from 'vitest';
import type { BrowserName, SystemName } from './client';
import { KINDS } from './media-plan';
import { helpFor } from './permission-help';

const browsers: BrowserName[] = ['chrome', 'edge', 'firefox', 'safari', 'samsung', 'other'];
const systems: SystemName[] = ['windows', 'macos', 'android', 'ios', 'chromeos', 'other'];

describe('permission help', () => {
  it.each<[BrowserName, SystemName, RegExp]>([
    ['chrome', 'windows', /icon to the left of the address/],
    ['chrome', 'android', /“Permissions”/],
    ['chrome', 'ios', /Settings app.*Chrome/],
    ['edge', 'windows', /lock/],
    ['edge', 'ios', /Settings app.*Edge/],
    ['firefox', 'macos', /crossed-out/],
    ['firefox', 'android', /lock/],
    ['safari', 'macos', /menu bar/],
    ['safari', 'ios', /“Website Settings”/],
    ['samsung', 'android', /lock.*“Permissions”/],
    ['other', 'other', /this page/],
    ['other', 'ios', /Settings app/]
  ])('in %s on %s', (browser, system, words) => {
    expect(helpFor({ browser, system }, 'refused', KINDS)[0]).toMatch(words);
  });

  it.each<[SystemName, RegExp]>([
    ['windows', /Privacy & security/],
    ['macos', /Privacy & Security.*Chrome/],
    ['android', /Apps.*Chrome/],
    ['ios', /Settings app.*Chrome/],
    ['chromeos', /Privacy controls/],
    ['other', /privacy settings/]
  ])('of the system %s', (system, words) => {
    expect(helpFor({ browser: 'chrome', system }, 'system', KINDS)[0]).toMatch(words);
  });

  it('fills every sentence in, everywhere', () => {
    for (const browser of browsers) {
      for (const system of systems) {
        for (const why of ['refused', 'system'] as const) {
          const steps = helpFor({ browser, system }, why, ['video']);
          expect(steps.length).toBeGreaterThan(0);
          expect(steps.join(' ')).not.toMatch(/[{}]/);
        }
      }
    }
  });

  it('names only what is blocked', () => {
    const on = { browser: 'chrome', system: 'windows' } as const;
    expect(helpFor(on, 'refused', ['audio']).join(' ')).toMatch(/microphone/i);
    expect(helpFor(on, 'refused', ['audio']).join(' ')).not.toMatch(/camera/i);
    expect(helpFor(on, 'absent', KINDS)).toEqual([]);
  });
});
