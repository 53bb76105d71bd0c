import { describe, expect, it } from 'vitest';
import { clientOf, type ClientHints } from './client';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('client', () => {
  it.each([
    [`${WINDOWS} ${BLINK}`, 'chrome', 'windows'],
    [`${WINDOWS} ${BLINK} Edg/140.0.0.0`, 'edge', 'windows'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'firefox', 'windows'],
    [`${WINDOWS} ${BLINK} OPR/120.0.0.0`, 'other', 'windows'],
    [`${MAC} ${BLINK}`, 'chrome', 'macos'],
    [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`, 'safari', 'macos'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${BLINK}`, 'chrome', 'chromeos'],
    [`Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'firefox', 'other'],
    [`${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`, 'chrome', 'android'],
    [`${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 'samsung', 'android'],
    [`${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36 EdgA/140.0.0.0`, 'edge', 'android'],
    [`Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0`, 'firefox', 'android'],
    [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 'safari', 'ios'],
    [`${IPHONE} CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1`, 'chrome', 'ios'],
    [`${IPHONE} FxiOS/140.0 Mobile/15E148 Safari/604.1`, 'firefox', 'ios'],
    [`${IPHONE} Version/18.0 EdgiOS/140.0 Mobile/15E148 Safari/604.1`, 'edge', 'ios'],
    [`${IPHONE} Mobile/15E148`, 'other', 'ios'],
    ['', 'other', 'other']
  ])('%s', (userAgent, browser, system) => {
    expect(clientOf({ userAgent, maxTouchPoints: 0 })).toEqual({ browser, system });
  });

  it.each<[string, Partial<ClientHints>, string, string]>([
    [
      'an iPad in a Mac’s name',
      { userAgent: `${MAC} Version/18.5 Safari/605.1.15`, maxTouchPoints: 5 },
      'safari',
      'ios'
    ],
    ['hints of Edge', { brands: ['Chromium', 'Microsoft Edge'], platform: 'Windows' }, 'edge', 'windows'],
    ['hints of Chrome', { brands: ['Chromium', 'Google Chrome'], platform: 'Chrome OS' }, 'chrome', 'chromeos'],
    ['another of Chromium’s', { brands: ['Not A Brand', 'Chromium'], platform: 'Linux' }, 'chrome', 'other'],
    ['a platform that says more', { userAgent: `${MAC} ${BLINK}`, platform: 'Android' }, 'chrome', 'android']
  ])('%s', (_, hints, browser, system) => {
    expect(clientOf({ userAgent: '', maxTouchPoints: 0, ...hints })).toEqual({ browser, system });
  });
});
