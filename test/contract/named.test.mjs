// What README and docs name is there: commands and their words, tests, files, links, flags, metrics.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { blocksOf, documents, files, read } from '../documents.mjs';
import { root, run, startDemo } from '../flex-video.mjs';

const isThere = (...parts) => existsSync(path.join(root, ...parts));
const listed = (file, list) => list.exec(read(file)).slice(1).join(' ').split(/[ |]+/);

// as script/test reads a name
const tests = files
  .filter(file => /(_test\.cpp|\.test\.ts|\.test\.mjs)$/.test(file))
  .map(file => '/' + file.replace('/src/', '/').replace(/(_test\.cpp|\.test\.\w+)$/, ''));
const stages = ['--full', ...listed('script/test', /^all=\((.*)\) long=\((.*)\)$/m)];
const benches = ['all', ...listed('script/bench', /all\) wanted=\((.*)\)/)];
const profiles = listed('script/setup', /^# .*script\/setup \[(.*?)\]/m);
const takes = {
  'script/test': word => stages.includes(word) || tests.some(name => name.endsWith('/' + word)),
  'script/bench': word => benches.includes(word),
  'script/fuzz': word => /^(\d+|--replay)$/.test(word) || isThere(`test/fuzz/${word}.cpp`),
  'script/setup': word => profiles.includes(word),
  'script/build': word => read('script/build').includes(`script/build ${word}`)
};

let help; // of each subcommand
before(async () => {
  const { stdout } = await run(['--help']);
  const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name).concat('settings');
  help = Object.fromEntries(await Promise.all(names.map(async name => [name, (await run([name, '--help'])).stdout])));
});

/** The word of a piece of code in that document that is not there. */
function missing(code, document) {
  const bare = code.replace(/^\$ /, '').replace(/[^ -~].*|[;|&>#].*|[)']+$/g, '');
  const [first, ...rest] = bare.trim().split(/\s+/);
  const found = file => isThere(path.dirname(document), file) || isThere(file);
  if (first.startsWith('script/')) return found(first) ? rest.find(word => takes[first]?.(word) === false) : first;
  if (first === 'flex-video' && rest.length > 0 && !/^--/.test(rest[0]))
    return help[rest[0]] ? rest.find(word => /^--/.test(word) && !help[rest[0]].includes(word.split('=')[0])) : rest[0];
  if (/^--[a-z-]+$/.test(first))
    return [...Object.values(help), ...stages].some(text => text.includes(first)) ? undefined : first;
  if (first === 'node') return rest.filter(word => /\.mjs$/.test(word)).find(word => !found(word));
  if (first === 'npm' && rest[0] === 'run') {
    const [, workspace = path.dirname(document)] = /(?:-w|--workspace) (\S+)/.exec(code) ?? [];
    return JSON.parse(read(path.join(workspace, 'package.json'))).scripts[rest[1]] ? undefined : rest[1];
  }
  const isPath =
    /^(apps|bench|deploy|docs|libs|plugin|serverless|test|web)\/[\w./-]*$/.test(first) && rest.length === 0;
  return isPath && !/\/dist\b/.test(first) && !found(first) ? first : undefined;
}

for (const document of documents)
  test(document, () => {
    const blocks = blocksOf(read(document));
    const spans = ({ kind, text }) =>
      kind === 'code' ? [text] : [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
    assert.deepEqual(
      blocks.flatMap(spans).filter(code => missing(code, document)),
      []
    );
    const links = blocks.flatMap(({ text }) => [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => to));
    assert.deepEqual(
      links.filter(to => !isThere(path.dirname(document), to)),
      []
    );
  });

describe('what is not there is found:', () => {
  const scripts = [
    'script/tset',
    'script/test e2e/none',
    'script/bench none',
    'script/fuzz 60 none',
    'script/setup none'
  ];
  const others = ['flex-video none', 'flex-video serve --none', '--none', 'node none.mjs', 'test/none', 'npm run none'];
  for (const code of [...scripts, ...others]) test(code, () => assert.ok(missing(code, 'plugin/README.md')));
});

describe('metrics', () => {
  let demo;
  before(async () => (demo = await startDemo()));
  after(() => demo.stop());
  test('are those of docs/operations.md', async () => {
    const text = await (await fetch(`${demo.base}/metrics`)).text();
    const cells = blocksOf(read('docs/operations.md')).map(
      ({ text: row }) => /^\| (`flex_video_.*?) \|/.exec(row)?.[1]
    );
    const told = new Set(cells.flatMap(cell => cell?.match(/\w+/g) ?? []));
    assert.deepEqual([...told].sort(), [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name).sort());
  });
});
