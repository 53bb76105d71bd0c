// Servers under measurement: each a process on the server's core, of which we know what it costs. Whoever imports this runs on the
// load's core (script/bench sees to it), and so does all that it starts by startBeside().
import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const build = path.join(here, '../build/bench');
export const serverCore = '0';
export const run = promisify(execFile);
const ticksPerSecond = 100; // of the kernel's clock in /proc, on every Linux that Debian builds

/** What `child` prints first that matches, its first group. */
async function firstMatch(child, pattern) {
  let seen = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    seen += text;
    const match = pattern.exec(seen);
    if (match) return match[1];
  }
  throw new Error(`${child.spawnargs.join(' ')} ended without ${pattern}: ${seen}`);
}

class Process {
  constructor(child, port, folder) {
    Object.assign(this, { child, port, folder });
  }
  /** Seconds of CPU so far. */
  async cpu() {
    const stat = await readFile(`/proc/${this.child.pid}/stat`, 'utf8');
    const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
    return (Number(user) + Number(system)) / ticksPerSecond;
  }
  /** Bytes of memory that are its own now. */
  async memory() {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
  }
  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}

/** A program that prints its port, beside the load. */
export async function startBeside(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Process(child, Number(await firstMatch(child, /(\d+)\n/)));
}

/** A program that prints its port, on the server's core unless it is not `pinned`. */
export async function startPinned(command, args, { env = {}, pattern = /(\d+)\n/, folder, pinned = true } = {}) {
  const cores = pinned ? serverCore : `0-${cpus().length - 1}`;
  const child = spawn('taskset', ['-c', cores, command, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore']
  });
  return new Process(child, Number(await firstMatch(child, pattern)), folder);
}

/** A folder on the disk, since /tmp may be memory. */
export async function newFolder() {
  await mkdir(build, { recursive: true });
  return mkdtemp(path.join(build, 'service-'));
}

const account = 'AC' + '1'.repeat(32);
export const credentials = {
  TWILIO_ACCOUNT_SID: account,
  TWILIO_API_KEY: 'SK' + '2'.repeat(32),
  TWILIO_API_SECRET: '0123456789abcdef0123456789abcdef',
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
  TWILIO_WORKSPACE_SID: 'WS' + '4'.repeat(32),
  FLEX_VIDEO_LINK_SECRET: '0123456789abcdef0123456789abcdef'
};

/** `flex-video serve` with no limit on rates that a bench could meet, and `settings`; on SQLite in a new folder unless `database` is a URL. */
export async function startServe({ twilio, database, video = 'rooms', settings: more = {}, pinned }) {
  const folder = await newFolder();
  await writeFile(path.join(folder, 'room.html'), '<script type="application/json">__ARRIVAL__</script>');
  const rates = ['address', 'link', 'worker'].flatMap(kind => [
    [`rate-${kind}-burst`, 1_000_000],
    [`rate-${kind}-per-minute`, 1_000_000]
  ]);
  const stand = `http://127.0.0.1:${twilio.port}`;
  const settings = Object.fromEntries([
    ...rates,
    ['base-url', 'http://127.0.0.1'],
    ['port', 0],
    ['data', folder],
    ['web', folder],
    ['video', video],
    ...['video', 'iam', 'taskrouter'].map(api => [`twilio-${api}-url`, stand]),
    ['twilio-reads-per-second', 10_000],
    ['twilio-writes-per-second', 10_000],
    ...Object.entries(more)
  ]);
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return startPinned(path.join(build, 'apps/flex-video/flex-video'), ['serve', ...flags], {
    env: { ...credentials, ...(database && { FLEX_VIDEO_DATABASE: database }) },
    pattern: /on port (\d+)/,
    folder,
    pinned
  });
}

/** The rival in node-service.mjs, on SQLite in a new folder. */
export async function startNode({ twilio }) {
  const folder = await newFolder();
  const script = path.join(here, 'node-service.mjs');
  const env = { ...credentials, TWILIO_URL: `http://127.0.0.1:${twilio.port}`, DATABASE: path.join(folder, 'node.db') };
  return startPinned(process.execPath, ['--no-warnings', script], { env, folder });
}

/** A new PostgreSQL beside the load: its url, and what removes it. */
export async function startPostgresql() {
  const folder = path.join(await newFolder(), 'postgresql');
  const script = path.join(here, '../script/postgresql');
  const { stdout } = await run(script, ['start', folder]);
  const remove = async () => {
    await run(script, ['remove', folder]);
    await rm(path.dirname(folder), { recursive: true, force: true });
  };
  return { url: stdout.trim(), remove };
}
