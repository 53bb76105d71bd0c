// axe-core's verdict on a page, in each of its looks.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails if axe-core finds anything in the page as it looks now; `within` are the selectors of what is ours on somebody else's page. */
export async function nothingIsInTheWay(page, what, within = []) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe); // as a script the page's policy would refuse it
  const { violations } = await page.evaluate(
    ([values, include]) =>
      window.axe.run(include.length > 0 ? { include } : document, { runOnly: { type: 'tag', values } }),
    [tags, within.filter(Boolean)]
  );
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, [], what);
}

/** The same in the light and in the dark. */
export async function nothingInTheWay(page, what, within) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await nothingIsInTheWay(page, `${what}, ${colorScheme}`, within);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
