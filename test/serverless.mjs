// Starts the functions of serverless/ in Twilio's own local runtime, with a running `flex-video demo` as their Twilio.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanEnvironment, root } from './flex-video.mjs';
import { freePort } from './serve.mjs';

/** `variables` are set beside those that lead to the demo; an undefined one is not set. Resolves when it serves. */
export async function startFunctions(demo, variables = {}) {
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const has = await demo.environment();
  const held = host => `${demo.base}/twilio/${host}`;
  const environment = {
    ACCOUNT_SID: has.TWILIO_ACCOUNT_SID,
    API_KEY: has.TWILIO_API_KEY,
    API_SECRET: has.TWILIO_API_SECRET,
    AUTH_TOKEN: has.TWILIO_AUTH_TOKEN,
    WORKSPACE_SID: has.TWILIO_WORKSPACE_SID,
    VIDEO_URL: demo.base,
    ROOM_TYPE: 'peer-to-peer', // the demo has no others
    IAM_URL: held('iam.twilio.com'),
    TASKROUTER_URL: held('taskrouter.twilio.com'),
    ...variables
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-functions-'));
  const file = path.join(folder, 'env');
  const lines = Object.entries(environment).filter(([, value]) => value !== undefined);
  await writeFile(file, lines.map(([name, value]) => `${name}=${value}\n`).join(''));
  const project = path.join(root, 'serverless');
  const program = path.join(project, 'node_modules/.bin/twilio-run');
  const args = ['start', project, '--port', port, '--env', file, '--no-fork-process', '--no-live', '--no-logs'];
  // Without a group of its own it would leave its children behind.
  const child = spawn(program, args, { cwd: project, env: cleanEnvironment({ CI: 'true' }), detached: true });
  let output = '';
  const exited = new Promise(resolve => child.on('exit', resolve));
  await new Promise((resolve, reject) => {
    const look = text => {
      output += text;
      if (output.includes(`${base}/task-event`)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    exited.then(code => reject(new Error(`twilio-run ended early (${code}):\n${output}`)));
  });
  return {
    base,
    environment,
    output: () => output,
    /** Posts a form to a function. */
    async post(name, form, headers = {}) {
      const answer = await fetch(`${base}/${name}`, { method: 'POST', headers, body: new URLSearchParams(form) });
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        json: text.startsWith('{') ? JSON.parse(text) : {}
      };
    },
    async stop() {
      process.kill(-child.pid, 'SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    }
  };
}
