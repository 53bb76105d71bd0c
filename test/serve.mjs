// Starts the real `flex-video serve`, with a running `flex-video demo` as its Twilio.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { binary, cleanEnvironment, root } from './flex-video.mjs';

/** Whether nobody listens on that port of loopback. */
export function isFree(port) {
  return new Promise(resolve => {
    const server = createServer().listen(port, '127.0.0.1');
    server.on('error', () => resolve(false)).on('listening', () => server.close(() => resolve(true)));
  });
}

/** A port of loopback that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * The process is there at once; `ready` resolves when it serves, and rejects when it ends before. Calls meet in its own rooms, or
 * where `videoUrl` stands in for Twilio's Video API.
 */
export function spawnServe({ demo, env, data, port, baseUrl = `http://127.0.0.1:${port}`, videoUrl, args = [] }) {
  const held = host => `${demo.base}/twilio/${host}`;
  const video = videoUrl ? ['--video', 'twilio', '--twilio-video-url', videoUrl] : ['--video', 'rooms'];
  const child = spawn(
    binary,
    [
      ...['serve', '--base-url', baseUrl, '--port', port, '--data', data, ...video],
      ...['--twilio-iam-url', held('iam.twilio.com'), '--twilio-taskrouter-url', held('taskrouter.twilio.com')],
      ...['--twilio-conversations-url', held('conversations.twilio.com'), ...args]
    ],
    { cwd: root, env: cleanEnvironment(env) }
  );
  let output = '';
  const exited = new Promise(resolve => child.on('exit', (code, signal) => resolve({ code, signal })));
  const ready = new Promise((resolve, reject) => {
    const look = text => {
      output += text;
      if (/^flex-video serves /m.test(output)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    exited.then(({ code, signal }) =>
      reject(new Error(`flex-video serve ended early (${code ?? signal}):\n${output}`))
    );
  });
  ready.catch(() => {}); // whoever waits for it hears of it, and nobody need
  return { base: `http://127.0.0.1:${port}`, child, exited, ready, output: () => output };
}

const tables = ['session', 'visit', 'invite', 'event', 'still', 'noted_room', 'webhook', 'erasure'];
// How often one may ask has tests of its own.
export const unhurried = ['address', 'link', 'worker'].flatMap(kind => [
  `--rate-${kind}-burst=1000000`,
  `--rate-${kind}-per-minute=1000000`
]);

/** On SQLite. Resolves when it serves. `videoUrl` and `baseUrl` are as for spawnServe(); `linkSecret` signs its links; `rows()` is all that its database holds, `data` its folder. */
export async function startServe(
  demo,
  { args = [], linkSecret = 'a link secret of this test only, ' + demo.base, videoUrl, baseUrl } = {}
) {
  const data = await mkdtemp(path.join(tmpdir(), 'flex-video-serve-'));
  const credentials = Object.fromEntries(
    Object.entries(await demo.environment()).filter(([name]) => name.startsWith('TWILIO_'))
  );
  const options = {
    ...{ demo, data, port: await freePort(), videoUrl, baseUrl, args: [...unhurried, ...args] },
    env: { ...credentials, FLEX_VIDEO_LINK_SECRET: linkSecret }
  };
  let serve = spawnServe(options);
  let ended = '';
  await serve.ready;
  const database = new DatabaseSync(path.join(data, 'flex-video.db'), { readOnly: true });
  const all = tables.map(table => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`));
  const rooms = database.prepare('SELECT state FROM kept_room');
  return {
    base: serve.base,
    data,
    linkSecret,
    credentials,
    child: () => serve.child,
    output: () => ended + serve.output(),
    /** Ends it with that signal, and starts it again on the same port and data; with other `args` or variables if there are any. */
    restart: async (signal, changed = args, env = {}) => {
      serve.child.kill(signal);
      await serve.exited;
      ended += serve.output();
      serve = spawnServe({ ...options, args: [...unhurried, ...changed], env: { ...options.env, ...env } });
      await serve.ready;
    },
    /** What its own rooms would come back with after a restart. */
    keptRooms: () => rooms.all().map(({ state }) => JSON.parse(state)),
    rows: () => Object.fromEntries(all.map((select, i) => [tables[i], select.all()])),
    stop: async () => {
      database.close();
      serve.child.kill('SIGINT');
      const end = await serve.exited;
      await rm(data, { recursive: true, force: true });
      return end;
    }
  };
}
