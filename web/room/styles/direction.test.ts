import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const sheets = readdirSync(folder).filter(name => name.endsWith('.css'));

it.each(sheets)('%s names no side of its own, so that it is right in both directions', name => {
  const css = readFileSync(new URL(name, folder), 'utf8');
  const sides =
    /^\s*(?:(?:left|right|(?:margin|padding|border)-(?:left|right)[a-z-]*):|(?:text-align|float): (?:left|right)).*/gm;
  expect(css.match(sides) ?? []).toEqual([]);
  const lopsided = [...css.matchAll(/^\s*(?:margin|padding): (\S+) (\S+) (\S+) (\S+);/gm)];
  expect(lopsided.filter(([, , right, , left]) => right !== left && right !== 'env(safe-area-inset-right)')).toEqual(
    []
  );
});
