// A figure in README or docs has the command that shows it beside it: in its paragraph, item or row, right above its table, or
// at the very beginning of its section.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, documents, read } from '../documents.mjs';

const number = '(?:\\d[\\d,.]*|two|three|four|five|ten|twelve|fifteen|half a)';
const unit = '(?:ms|µs|s|%|x|times|seconds?|minutes?|hours?|days?|[KMG]i?B|kbit/s|frames)';
const figure = new RegExp(`\\b${number}\\s?${unit}(?![\\w/])|\\d/s\\b|\\bLighthouse \\d`, 'i');
const command = /`(script\/(test|bench|fuzz|package|official-plugin)\b|npm run )[^`]*`/;

/** Blocks with a figure that no command shows. */
function unshown(text) {
  let section = false; // begins with a command
  let above = ''; // what stands before this table
  return blocksOf(text)
    .map(({ kind, text: said }, i, all) => {
      if (kind === 'heading') section = false;
      if (all[i - 1]?.kind === 'heading') section = said.search(command) === 0;
      if (kind !== 'row') above = said;
      const shown = section || command.test(said) || (kind === 'row' && command.test(above));
      const plain = said.replace(/`[^`]*`/g, '').replace(/\]\([^)]*\)/g, ']');
      return ['text', 'row'].includes(kind) && !shown && figure.test(plain) ? said : undefined;
    })
    .filter(Boolean);
}

// Those two are printed by the program, as other tests check.
for (const document of documents.filter(file => !['docs/api.md', 'docs/configuration.md'].includes(file)))
  test(document, () => assert.deepEqual(unshown(read(document)), []));

test('a figure without a command is found', () => {
  for (const bare of [
    'It takes 5 ms.',
    '- ten minutes at most',
    '| a | 3 s |',
    'Shown by `script/test x/y`.\n\nIt has 40 KB.',
    '## It\n\n`script/test x/y`:\n\n## Else\n\nIt is 1.9 x as fast.',
    '## It\n\nIt is measured by `script/bench x`.\n\nIt is 1.9 times as fast.'
  ])
    assert.equal(unshown(bare).length, 1, bare);
  for (const shown of [
    'It takes 5 ms (`script/bench a`), on a fast machine.',
    '`script/bench a`:\n\n| a | 3 s |\n| b | 4 s |',
    '## It\n\n`script/bench a` prints:\n\n| a | 3 s |\n\nIt has 40 KB.',
    '`5 ms`',
    '```\nsleep 5 s\n```'
  ])
    assert.deepEqual(unshown(shown), [], shown);
});
