// The commands of the guides, word for word, as far as they can run here: what stands in a block `sh`. Blocks `console` need an account, or a
// machine of one's own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { binary, cleanEnvironment, root, startDemo } from '../flex-video.mjs';
import { freePort } from '../serve.mjs';

/** script/test has done these by the time it comes to this. */
const done = ['script/setup test', 'serverless/build'];

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

test('docs/operations.md', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-guide-'));
  const demo = await startDemo();
  const twilio = await demo.environment();
  try {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const taskrouter = `${demo.base}/twilio/taskrouter.twilio.com`;
    // as the owner of the workspace has set it in the console
    const owner = Buffer.from(`${twilio.TWILIO_ACCOUNT_SID}:${twilio.TWILIO_AUTH_TOKEN}`).toString('base64');
    const events = {
      EventCallbackUrl: `${base}/webhooks/twilio/taskrouter`,
      EventsFilter: 'task.wrapup,task.completed,task.canceled'
    };
    const workspace = `${taskrouter}/v1/Workspaces/${twilio.TWILIO_WORKSPACE_SID}`;
    const headers = { Authorization: `Basic ${owner}` };
    await fetch(workspace, { method: 'POST', headers, body: new URLSearchParams(events) });
    await mkdir(path.join(folder, 'bin'));
    await symlink(binary, path.join(folder, 'bin/flex-video'));
    await mkdir(path.join(folder, 'data'));
    const secrets = { 'api-secret': twilio.TWILIO_API_SECRET, 'auth-token': twilio.TWILIO_AUTH_TOKEN };
    for (const [name, value] of Object.entries(secrets))
      await writeFile(path.join(folder, name), value, { mode: 0o600 });
    // What a reader fills in or has elsewhere; `serve` stays until all is done.
    const filledIn = [
      ['TWILIO_ACCOUNT_SID=AC…', `TWILIO_ACCOUNT_SID=${twilio.TWILIO_ACCOUNT_SID}`],
      ['TWILIO_API_KEY=SK…', `TWILIO_API_KEY=${twilio.TWILIO_API_KEY}`],
      ['TWILIO_WORKSPACE_SID=WS…', `TWILIO_WORKSPACE_SID=${twilio.TWILIO_WORKSPACE_SID}`],
      ['/run/secrets', folder],
      ['https://video.example.com', base],
      ['/var/lib/flex-video', path.join(folder, 'data')],
      ['/usr/share/flex-video/room', path.join(root, 'web/dist/room')],
      ['CH…', `CH${'0'.repeat(32)}`]
    ];
    const guide = (await commandsOf('docs/operations.md')).replace(
      /^(flex-video serve .*)$/m,
      `$1 &\nuntil curl --silent --fail ${base}/readyz; do sleep 0.1; done`
    );
    const commands = filledIn.reduce((text, [given, own]) => text.replaceAll(given, own), guide);
    const own = [
      `export PATH=${folder}/bin:$PATH FLEX_VIDEO_PORT=${port}`,
      `export FLEX_VIDEO_TWILIO_IAM_URL=${demo.base}/twilio/iam.twilio.com FLEX_VIDEO_TWILIO_TASKROUTER_URL=${taskrouter}`,
      `export FLEX_VIDEO_TWILIO_VIDEO_URL=${demo.base} FLEX_VIDEO_TWILIO_CONVERSATIONS_URL=${demo.base}/twilio/conversations.twilio.com`
    ];
    const { code, output } = await run([...own, commands].join('\n'), folder);
    assert.equal(code, 0, output);
    assert.match(output, /, 0 failed$/m, 'the doctor');
  } finally {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
