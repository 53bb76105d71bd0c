// Kubernetes manifests against its API's schema, twice: validators made of it find what is missing or of the wrong form, the
// TypeScript compiler what the schema does not have, such as a misspelt field.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../flex-video.mjs';

const folder = path.join(root, 'build/deploy');
const moduleOf = ({ apiVersion }) => `kubernetes-models/${apiVersion}`;

async function invalid(manifest) {
  const { [manifest.kind]: model } = await import(moduleOf(manifest)).catch(() => ({}));
  if (!model) return [`there is no ${manifest.kind} in ${manifest.apiVersion}`];
  try {
    new model(structuredClone(manifest)).validate();
    return [];
  } catch (refused) {
    return [`${manifest.kind}: ${refused.message}`];
  }
}

/** What the compiler says of all of them, a line each. */
async function unknown(manifests) {
  const file = path.join(folder, 'manifests.ts');
  const lines = manifests.map(
    (manifest, i) =>
      `import type { I${manifest.kind} as Kind${i} } from '${moduleOf(manifest)}';\n` +
      `export const manifest${i}: Kind${i} = ${JSON.stringify(manifest, null, 2)};\n`
  );
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(file, lines.join(''));
  const compiler = path.join(root, 'node_modules/.bin/tsc');
  const how = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'];
  const { stdout } = await promisify(execFile)(compiler, [...how, '--pretty', 'false', file]).catch(failed => failed);
  return stdout.split('\n').filter(line => /error TS/.test(line));
}

/** What is wrong with the manifests; empty if nothing is. */
export async function faultsOf(manifests) {
  const invalidities = (await Promise.all(manifests.map(invalid))).flat();
  return invalidities.length > 0 ? invalidities : unknown(manifests);
}
