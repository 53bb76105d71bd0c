// Bundles the plugin for everyday use: plugin/dist/plugin-flex-video.js and its source map, in well under a second.
// The bundle has the same outside as the one of Twilio's own toolchain: React and Redux from window globals, Flex from
// window.Twilio, the __FPB_ constants filled in.
//
// Usage: node plugin/build.mjs [--watch]

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const readJson = async file => JSON.parse(await readFile(file, 'utf8'));
const manifest = await readJson(path.join(here, 'package.json'));
const flexUi = await readJson(require.resolve('@twilio/flex-ui/package.json'));
const flexPlugin = await readJson(require.resolve('@twilio/flex-plugin/package.json'));

const GLOBALS = { react: 'React', 'react-dom': 'ReactDOM', redux: 'Redux', 'react-redux': 'ReactRedux' };

/** With its plugin proxy switched on, Flex hands each plugin its own view of itself. */
const FLEX = `const { FlexProxy, Flex } = window.Twilio;
module.exports = (FlexProxy && FlexProxy[__FPB_PLUGIN_UNIQUE_NAME]) || Flex;`;

const fromFlex = {
  name: 'modules-that-flex-provides',
  setup(bundler) {
    const filter = new RegExp(`^(${[...Object.keys(GLOBALS), '@twilio/flex-ui'].join('|')})$`);
    bundler.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'flex' }));
    bundler.onLoad({ filter: /.*/, namespace: 'flex' }, ({ path: name }) => ({
      contents: name in GLOBALS ? `module.exports = window.${GLOBALS[name]};` : FLEX
    }));
  }
};

const constants = {
  PLUGIN_UNIQUE_NAME: manifest.name,
  PLUGIN_VERSION: manifest.version,
  FLEX_PLUGIN_SCRIPTS_VERSION: flexPlugin.version,
  FLEX_PLUGIN_VERSION: flexPlugin.version,
  FLEX_UI_VERSION: flexUi.version,
  REACT_VERSION: manifest.dependencies.react,
  REACT_DOM_VERSION: manifest.dependencies['react-dom']
};

const options = {
  entryPoints: [path.join(here, 'src', 'index.ts')],
  outfile: path.join(here, 'dist', `${manifest.name}.js`),
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  minify: true,
  sourcemap: 'linked',
  charset: 'utf8',
  logLevel: 'info',
  plugins: [fromFlex],
  define: {
    'process.env.NODE_ENV': '"production"',
    ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [`__FPB_${name}`, JSON.stringify(value)]))
  }
};

if (process.argv.includes('--watch')) await (await context(options)).watch();
else await build(options);
