// Starts the real binary for black-box tests: one process, its own data folder, any free port.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(import.meta.url), '../..');
export const binary = process.env.FLEX_VIDEO ?? path.join(root, 'build/release/apps/flex-video/flex-video');

/** Environment without Twilio credentials of whoever runs the tests. */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TWILIO_|FLEX_VIDEO_|ACCOUNT_SID|API_KEY|API_SECRET)/.test(name)
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** Runs a command to its end; what it printed, and its exit code. */
export async function run(args, { input = '', env = {} } = {}) {
  const child = spawn(binary, args, { env: cleanEnvironment(env) });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', text => (stdout += text));
  child.stderr.on('data', text => (stderr += text));
  child.stdin.on('error', () => {}); // it may refuse before it has read everything
  child.stdin.end(input);
  const code = await new Promise(resolve => child.on('close', resolve));
  return { code, stdout, stderr };
}

/** `flex-video demo` on a free port. Resolves when it has printed its address. `program` is what starts it. */
export async function startDemo({ args = [], data, program = binary } = {}) {
  const folder = data ?? (await mkdtemp(path.join(tmpdir(), 'flex-video-')));
  const child = spawn(program, ['demo', '--port', '0', '--data', folder, ...args], { env: cleanEnvironment() });
  let output = '';
  const exited = new Promise(resolve => child.on('exit', (code, signal) => resolve({ code, signal })));
  const base = await new Promise((resolve, reject) => {
    const look = text => {
      output += text;
      const ready = /(http:\/\/[^\s/]+)\/desk/.exec(output);
      if (ready) resolve(ready[1]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    exited.then(({ code, signal }) => reject(new Error(`flex-video demo ended early (${code ?? signal}):\n${output}`)));
  });
  return {
    base,
    folder,
    child,
    exited,
    output: () => output,
    environment: async () =>
      Object.fromEntries(
        (await readFile(path.join(folder, 'demo.env'), 'utf8'))
          .split('\n')
          .filter(line => line && !line.startsWith('#'))
          .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
      ),
    stop: async () => {
      child.kill('SIGINT');
      const end = await exited;
      if (!data) await rm(folder, { recursive: true, force: true });
      return end;
    }
  };
}
