// The commands of the guides, word for word, as far as they can run here: what stands in a block `sh`. Blocks `console` need an account.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { binary, cleanEnvironment, root, startDemo } from '../flex-video.mjs';

/** script/test has done these by the time it comes to this. */
const done = ['script/setup test', 'script/build --browser', 'serverless/build'];

async function commandsOf(guide) {
  const text = await readFile(path.join(root, guide), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, commands]) => commands);
  assert.ok(blocks.length > 0, guide);
  return blocks
    .join('')
    .split('\n')
    .filter(line => !done.includes(line))
    .join('\n');
}

/** A checkout as somebody has it who has built it: its own folders are links, so that what a guide writes stays here. */
async function checkout(folder) {
  const link = async (from, to, but = []) => {
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from))
      if (!but.includes(name)) await symlink(path.join(from, name), path.join(to, name));
  };
  await link(root, folder, ['.git', '.flex-video', 'build', 'serverless']);
  await link(path.join(root, 'serverless'), path.join(folder, 'serverless'), ['.env']);
  const built = path.join(folder, 'build/release/apps/flex-video');
  await mkdir(built, { recursive: true });
  await symlink(binary, path.join(built, 'flex-video'));
}

/** Runs the commands in one shell that stops at the first that fails. */
async function run(commands, folder) {
  const options = { cwd: folder, env: cleanEnvironment({ CI: 'true' }), detached: true };
  const shell = spawn('bash', ['-m', '-euo', 'pipefail', '-c', commands], options);
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', text => (output += text));
  const code = await new Promise(resolve => shell.on('exit', resolve));
  try {
    process.kill(-shell.pid, 'SIGKILL');
  } catch {
    // it has left nobody behind
  }
  return { code, output };
}

test('serverless/README.md', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-guide-'));
  await checkout(folder);
  const demo = await startDemo({ data: path.join(folder, '.flex-video') });
  try {
    const { code, output } = await run(await commandsOf('serverless/README.md'), folder);
    assert.equal(code, 0, output);
    assert.match(output, /\{"error":"Missing taskSid"\}/);
    assert.match(output, /^8 ok, 0 to know of, 0 failed$/m);
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
