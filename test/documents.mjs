// README and docs, in the pieces that tests look at.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './flex-video.mjs';

const foreign = ['.git', 'build', 'corpus', 'dist', 'node_modules'];
const filesIn = folder =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !foreign.includes(name))
    .flatMap(entry => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesIn(file) : [file];
    });

export const read = file => readFileSync(path.join(root, file), 'utf8');
/** All files of ours, by their path in the checkout. */
export const files = filesIn('');
/** What tells of the product as it is: neither decisions of their day nor the changelog. */
export const documents = files.filter(file => /(^|\/)(README|CONTRIBUTING)\.md$|^docs\/[^/]+\.md$/.test(file));

const kindOf = line => (/^\s*\|/.test(line) ? 'row' : /^#/.test(line) ? 'heading' : 'text');

/** Its blocks, each in one line: a paragraph or an item of a list (`text`), a `row` of a table, a `heading`, a command of a fenced block (`code`). */
export function blocksOf(text) {
  const blocks = [];
  let fenced = false;
  let goesOn = false;
  for (const line of text.split('\n')) {
    const said = line.trim();
    const fence = said.startsWith('```');
    if (fence) fenced = !fenced;
    if (fence || said === '') {
      goesOn = false;
      continue;
    }
    const kind = fenced ? 'code' : kindOf(line);
    const another = kind === 'row' || kind === 'heading' || (kind === 'text' && /^(- |\d+\. )/.test(said));
    if (goesOn && !another) blocks.at(-1).text += ' ' + said;
    else blocks.push({ kind, text: said });
    goesOn = kind === 'text' || (kind === 'code' && said.endsWith('\\'));
  }
  return blocks;
}
