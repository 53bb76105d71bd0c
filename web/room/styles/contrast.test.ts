import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./colours.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

type Colours = Readonly<Record<string, string>>;

function coloursIn(text: string): Colours {
  const declared = [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(declared.map(([, name = '', value = '']) => [name, value] as const));
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

type Pair = readonly [string, string];

/** What is read, and what it stands on. */
const TEXTS: readonly Pair[] = [
  ...['ground', 'glow', 'surface', 'raised'].map(ground => ['text', ground] as const),
  ...['ground', 'glow', 'surface', 'tile', 'tile-edge'].map(ground => ['muted', ground] as const),
  ['text', 'line'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-dark'],
  ['on-person', 'person'],
  ['on-banner', 'banner'],
  ['on-warning', 'warning'],
  ['on-off', 'off'],
  ['on-off', 'off-hover'],
  ['on-picture-off', 'picture-off']
];

/** What shows where a control is or what it is for. */
const CONTROLS: readonly Pair[] = [
  ...['ground', 'glow', 'surface'].flatMap(ground =>
    ['edge', 'accent', 'danger', 'focus'].map(of => [of, ground] as const)
  ),
  ['caution', 'surface'],
  ['danger-text', 'raised'],
  ['danger-text', 'line'],
  ['banner-focus', 'banner'],
  ['warning-focus', 'warning'],
  ['off', 'ground']
];

describe.each([
  ['light', coloursIn(light)],
  ['dark', { ...coloursIn(light), ...coloursIn(dark) }]
])('in %s', (_, colours) => {
  const between = (one = '', other = ''): number => contrast(colours[one] ?? '', colours[other] ?? '');

  it.each(TEXTS)('%s on %s can be read', (text, ground) => {
    expect(between(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROLS)('%s on %s can be seen', (control, ground) => {
    expect(between(control, ground)).toBeGreaterThanOrEqual(3);
  });
});
