// Turns the npm package of Flex UI into the two browser scripts of the demo desk:
//   web/dist/flex/globals.js      React, ReactDOM, Redux and ReactRedux as window globals, which Flex plugins expect
//   web/dist/flex/twilio-flex.js  window.Twilio.Flex
// each with a .gz beside it. Nothing of Flex UI is committed; the folder is rebuilt when a version or this script changes.
//
// Usage: node web/flex/build.mjs [--force]

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { build, version as esbuildVersion } from 'esbuild';

const gzip = promisify(zlib.gzip);
const script = fileURLToPath(import.meta.url);
const web = path.dirname(path.dirname(script));
const out = path.join(web, 'dist', 'flex');
const require = createRequire(path.join(web, 'package.json'));

/** The modules shared with plugins: one copy each, reached through a window global. */
const GLOBALS = new Map([
  ['react', 'React'],
  ['react-dom', 'ReactDOM'],
  ['redux', 'Redux'],
  ['react-redux', 'ReactRedux']
]);

const OPTIONS = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  alias: { path: 'path-browserify' },
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.TEST': 'undefined',
    global: 'globalThis'
  },
  loader: { '.css': 'empty' },
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
  absWorkingDir: web
};

/** The npm build of Flex UI was made for Node-like bundlers and reads these few fields of `process` while loading. */
const PROCESS = `var process=globalThis.process||{
  env:{NODE_ENV:"production"},browser:true,version:"",versions:{},
  nextTick:function(f){var a=[].slice.call(arguments,1);queueMicrotask(function(){f.apply(null,a)})}
};`;

const readGlobals = {
  name: 'modules-from-window-globals',
  setup(bundler) {
    const filter = new RegExp(`^(${[...GLOBALS.keys()].join('|')})$`);
    bundler.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'window-global' }));
    bundler.onLoad({ filter: /.*/, namespace: 'window-global' }, ({ path: name }) => ({
      contents: `module.exports = window.${GLOBALS.get(name)};`
    }));
  }
};

const SCRIPTS = [
  {
    file: 'globals.js',
    source: [...GLOBALS]
      .map(
        ([name, global]) => `import * as ${global} from '${name}';\nwindow.${global} = ${global}.default ?? ${global};`
      )
      .join('\n')
  },
  {
    file: 'twilio-flex.js',
    source: `import * as flex from '@twilio/flex-ui';
      window.Twilio = window.Twilio ?? {};
      window.Twilio.Flex = flex.default?.Manager ? flex.default : flex;`,
    options: { plugins: [readGlobals], banner: { js: PROCESS } }
  }
];

/** The nearest package.json above the module's entry; `require('<name>/package.json')` is refused by packages with an exports map. */
async function versionOf(name) {
  for (let folder = path.dirname(require.resolve(name)); ; folder = path.dirname(folder)) {
    const text = await fs.readFile(path.join(folder, 'package.json'), 'utf8').catch(() => undefined);
    const found = text === undefined ? undefined : JSON.parse(text);
    if (found?.name === name) return found.version;
    if (folder === path.dirname(folder)) throw new Error(`no package.json found for ${name}`);
  }
}

/** Everything the output depends on, as one hash. */
async function fingerprint(versions) {
  return createHash('sha256')
    .update(JSON.stringify(versions))
    .update(await fs.readFile(script))
    .digest('hex');
}

async function upToDate(wanted) {
  const made = await fs.readFile(path.join(out, 'fingerprint'), 'utf8').catch(() => '');
  const files = SCRIPTS.flatMap(({ file }) => [file, `${file}.gz`]);
  const missing = await Promise.all(
    files.map(file =>
      fs.access(path.join(out, file)).then(
        () => false,
        () => true
      )
    )
  );
  return made === wanted && !missing.includes(true);
}

const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;

async function make({ file, source, options = {} }) {
  const started = performance.now();
  process.stdout.write(`  ${file} …`);
  const result = await build({ ...OPTIONS, ...options, stdin: { contents: source, resolveDir: web }, write: false });
  const plain = result.outputFiles[0].contents;
  // Level 9 costs three times as long and wins one per cent.
  const packed = await gzip(plain, { level: 6 });
  await fs.writeFile(path.join(out, file), plain);
  await fs.writeFile(path.join(out, `${file}.gz`), packed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(` ${megabytes(plain.length)}, ${megabytes(packed.length)} compressed, ${seconds} s\n`);
}

const versions = { esbuild: esbuildVersion };
for (const name of ['@twilio/flex-ui', ...GLOBALS.keys(), 'path-browserify']) versions[name] = await versionOf(name);
const wanted = await fingerprint(versions);
const title = `Flex UI ${versions['@twilio/flex-ui']}`;
if (!process.argv.includes('--force') && (await upToDate(wanted))) {
  console.log(`${title}: up to date`);
} else {
  console.log(`${title}: bundling for the browser (once per version; 10 to 30 seconds)`);
  await fs.mkdir(out, { recursive: true });
  // An interrupted run must not look finished, so the fingerprint goes first and comes last.
  await fs.rm(path.join(out, 'fingerprint'), { force: true });
  for (const item of SCRIPTS) await make(item);
  await fs.writeFile(path.join(out, 'fingerprint'), wanted);
}
