// Requests per second of /get-tokens: ours, the original design's handler, and nginx answering a constant. One core for the
// server, the other for wrk; several rounds in turn, the median of each. Once with a request at a time on each connection,
// where the system calls of a round trip weigh most, and once with sixteen pipelined, where the work itself does.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const binary = path.join(here, '../build/bench/apps/flex-video/flex-video');
const [serverCore, loadCore] = ['0', '1'];
const seconds = Number(process.env.SECONDS_EACH ?? 4);
const rounds = Number(process.env.ROUNDS ?? 3);
const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-bench-'));

const pinned = (command, args, options) => spawn('taskset', ['-c', serverCore, command, ...args], options);
const firstMatch = async (child, pattern) => {
  let seen = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    seen += text;
    const match = pattern.exec(seen);
    if (match) return match[1];
  }
  throw new Error(`ended without ${pattern}: ${seen}`);
};

async function startOurs() {
  const child = pinned(binary, ['demo', '--port', '0', '--data', folder, '--web', path.join(here, '..')], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const base = await firstMatch(child, /(http:\/\/[^\s/]+)\/desk/);
  const get = async where => (await fetch(base + where)).json();
  const { token } = await get('/sandbox/agents/ada/session');
  const { conversations } = await get('/sandbox/conversations');
  const form = new URLSearchParams({ taskSid: conversations[0].taskSid, workerName: 'Ada Agent', Token: token });
  return { child, url: base + '/get-tokens', form };
}

async function startHandler() {
  const child = pinned(process.execPath, [path.join(here, 'original-handler.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  const port = await firstMatch(child, /(\d+)\n/);
  return { child, url: `http://127.0.0.1:${port}/get-tokens` };
}

async function startNginx(answer) {
  const port = 18099;
  const config = path.join(folder, 'nginx.conf');
  await writeFile(
    config,
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; default_type application/json;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; location / { return 200 '${answer}'; } } }`
  );
  const child = pinned('/usr/sbin/nginx', ['-c', config, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  const url = `http://127.0.0.1:${port}/get-tokens`;
  for (let tries = 0; tries < 100; tries++) {
    const up = await fetch(url).then(
      answered => answered.ok,
      () => false
    );
    if (up) return { child, url };
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error('nginx did not start');
}

async function requestsPerSecond(url, form, pipelined) {
  const script = path.join(folder, 'post.lua');
  await writeFile(
    script,
    `wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = ${JSON.stringify(String(form))}
local requests
function init() requests = string.rep(wrk.format(), ${pipelined}) end
function request() return requests end
`
  );
  const { stdout } = await exec('taskset', ['-c', loadCore, 'wrk', '-t1', '-c32', `-d${seconds}s`, '-s', script, url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} refused: ${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

const ours = await startOurs();
const sample = await (await fetch(ours.url, { method: 'POST', body: ours.form })).text();
const servers = {
  'flex-video': ours,
  'original handler': await startHandler(),
  'nginx constant': await startNginx(sample)
};
const depths = [1, 16];
const figures = Object.fromEntries(Object.keys(servers).map(name => [name, depths.map(() => [])]));
for (let round = 0; round < rounds; round++) {
  for (const [name, { url }] of Object.entries(servers)) {
    for (const [row, depth] of depths.entries())
      figures[name][row].push(await requestsPerSecond(url, ours.form, depth));
  }
}
for (const { child } of Object.values(servers)) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
await rm(folder, { recursive: true, force: true });

for (const [row, depth] of depths.entries()) {
  const label = depth === 1 ? '/get-tokens ' : `/get-tokens  ${depth} pipelined `;
  const medians = Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, median(list[row])]));
  for (const [name, value] of Object.entries(medians))
    console.log(`${label} ${name.padEnd(18)} ${Math.round(value).toLocaleString('en')} requests/s`);
  const against = name => (medians['flex-video'] / medians[name]).toFixed(2);
  console.log(`${label} ${against('original handler')} x the original handler, ${against('nginx constant')} x nginx`);
}
