// Builds the demo desk into web/dist/desk: three pages, their scripts and their styles.
//
// Usage: node web/desk/build.mjs

import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(path.dirname(here), 'dist', 'desk');

const started = performance.now();
await fs.rm(out, { recursive: true, force: true });
await build({
  entryPoints: {
    shim: path.join(here, 'src', 'shim', 'main.ts'),
    flex: path.join(here, 'src', 'flex', 'main.ts'),
    phone: path.join(here, 'src', 'phone', 'main.ts'),
    desk: path.join(here, 'src', 'desk', 'main.ts')
  },
  outdir: out,
  bundle: true,
  // Plain scripts, not modules: the shim must have run before anything else of its page is even parsed.
  format: 'iife',
  target: 'es2022',
  minify: true,
  sourcemap: 'linked',
  logLevel: 'warning'
});
for (const folder of ['pages', 'styles', 'static']) await fs.cp(path.join(here, folder), out, { recursive: true });
console.log(`demo desk: built in ${Math.round(performance.now() - started)} ms`);
