// Starts the real `flex-video serve` on SQLite, with a running `flex-video demo` as its Twilio.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { binary, cleanEnvironment, root } from './flex-video.mjs';

const tables = ['session', 'visit', 'invite', 'event', 'noted_room', 'webhook'];
// How often one may ask has tests of its own.
const unhurried = ['address', 'link', 'worker'].flatMap(kind => [
  `--rate-${kind}-burst=1000000`,
  `--rate-${kind}-per-minute=1000000`
]);

async function freePort() {
  const probe = createServer();
  await new Promise(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise(resolve => probe.close(resolve));
  return port;
}

/** Resolves when it listens. `linkSecret` signs its links; `rows()` is all that its database holds. */
export async function startServe(
  demo,
  { args = [], linkSecret = 'a link secret of this test only, ' + demo.base } = {}
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-serve-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const credentials = Object.fromEntries(
    Object.entries(await demo.environment()).filter(([name]) => name.startsWith('TWILIO_'))
  );
  const child = spawn(
    binary,
    [
      'serve',
      ...[`--base-url=${base}`, `--port=${port}`, `--data=${folder}`, '--video=rooms', ...unhurried],
      `--twilio-iam-url=${demo.base}/twilio/iam.twilio.com`,
      `--twilio-taskrouter-url=${demo.base}/twilio/taskrouter.twilio.com`,
      ...args
    ],
    { cwd: root, env: cleanEnvironment({ ...credentials, FLEX_VIDEO_LINK_SECRET: linkSecret }) }
  );
  let output = '';
  const exited = new Promise(resolve => child.on('exit', (code, signal) => resolve({ code, signal })));
  await new Promise((resolve, reject) => {
    const look = text => {
      output += text;
      if (/ serves http\S+ on port \d/.test(output)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    exited.then(({ code, signal }) =>
      reject(new Error(`flex-video serve ended early (${code ?? signal}):\n${output}`))
    );
  });
  const database = new DatabaseSync(path.join(folder, 'flex-video.db'), { readOnly: true });
  const all = tables.map(table => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`));
  return {
    base,
    child,
    linkSecret,
    credentials,
    output: () => output,
    rows: () => Object.fromEntries(all.map((select, i) => [tables[i], select.all()])),
    stop: async () => {
      database.close();
      child.kill('SIGINT');
      const end = await exited;
      await rm(folder, { recursive: true, force: true });
      return end;
    }
  };
}
