// Which browser on which system, as far as they say. It only chooses the words of a help; what works is always tried.

export type BrowserName = 'chrome' | 'edge' | 'firefox' | 'safari' | 'samsung' | 'other';
export type SystemName = 'windows' | 'macos' | 'android' | 'ios' | 'chromeos' | 'other';

export interface Client {
  browser: BrowserName;
  system: SystemName;
}

export interface ClientHints {
  userAgent: string;
  maxTouchPoints: number;
  /** Of navigator.userAgentData, where there is one. */
  brands?: readonly string[];
  platform?: string;
}

// In this order: Edge and Samsung Internet call themselves Chrome, too, and Chrome calls itself Safari.
const BROWSERS: readonly [RegExp, BrowserName][] = [
  [/\b(Edg|EdgA|EdgiOS|Edge)\/|Microsoft Edge/, 'edge'],
  [/SamsungBrowser\/|Samsung Internet/, 'samsung'],
  [/\bOPR\/|\bOpera\b|\bYaBrowser\/|MiuiBrowser\//, 'other'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/(Chrome|CriOS)\/|Chromium/, 'chrome'],
  [/\bVersion\/.*\bSafari\//, 'safari']
];

const SYSTEMS: readonly [RegExp, SystemName][] = [
  [/\bCrOS\b|Chrome OS|Chromium OS/, 'chromeos'],
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bAndroid\b/, 'android'],
  [/\bWindows\b/, 'windows'],
  [/\b(Macintosh|macOS)\b/, 'macos']
];

export function clientOf({ userAgent, maxTouchPoints, brands = [], platform = '' }: ClientHints): Client {
  const named = <T>(table: readonly [RegExp, T][], text: string): T | undefined =>
    table.find(([pattern]) => pattern.test(text))?.[1];
  const browser = named(BROWSERS, [...brands, userAgent].join(' ')) ?? 'other';
  const system = named(SYSTEMS, platform) ?? named(SYSTEMS, userAgent) ?? 'other';
  // An iPad asks for desktop pages in a Mac's name; no Mac has a touch screen.
  return { browser, system: system === 'macos' && maxTouchPoints > 1 ? 'ios' : system };
}
