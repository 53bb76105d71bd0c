// What the service does on one core, beside a bare Node server where there is one to compare: sessions opened, links redeemed,
// joins, forged codes refused, idle event streams, and one agent's action as a second replica shows it. script/bench runs it.
import { randomBytes } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Connection, EventClient, load, quantile, request } from './http-load.mjs';
import {
  build,
  here,
  run,
  startBeside,
  startNode,
  startPinned,
  startPostgresql,
  startServe
} from './server-process.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const sessionsEach = Number(process.env.SESSIONS_EACH ?? 900); // our own rooms hold a thousand
const connections = 16;
const devicesOfALink = 3;
const idleClients = Number(process.env.CLIENTS ?? 10_000);
const [followedSessions, followersOfASession] = [250, 8]; // as many streams as serve opens: 2000, 8 for the agents of a session
const clientsOfAnAddress = 250; // one address may have 256 connections
const actions = 200;

const median = list => quantile(list, 0.5);
const whole = number => Math.round(number).toLocaleString('en');
const show = (what, who, figures) => console.log(`${what.padEnd(18)} ${who.padEnd(24)} ${figures}`);
const showTimes = ({ p50, p99 }) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;

const bearer = { Authorization: 'Bearer ada' };
const startRequest = () => {
  const digits = randomBytes(16).toString('hex');
  return request('POST', '/v1/sessions', {
    headers: bearer,
    body: { conversationSid: 'CH' + digits, taskSid: 'WT' + digits }
  });
};
const redeemRequest = code => request('POST', '/v1/visits', { body: { code } });
const joinRequest = cookie => request('POST', '/v1/visits/me/join', { headers: { Cookie: cookie } });
const codeIn = answer => JSON.parse(answer.body).customerLink.split('/j/')[1];
const cookieIn = answer => /\r\nset-cookie: ([^;]*)/i.exec(answer.head)[1];

/** load(), and the milliseconds of the server's CPU that a request took. */
async function measure(server, requests, status) {
  const before = await server.cpu();
  const figures = await load({ port: server.port, connections, requests, status });
  return { ...figures, cpu: ((await server.cpu()) - before) * (1000 / requests.length) };
}

/** Sessions, the redemptions of their links by several devices each, and the joins of the devices that are let in. */
async function measureCalls(server) {
  const starts = Array.from({ length: sessionsEach }, startRequest);
  const opened = await measure(server, starts, 201);
  const codes = opened.answers.map(codeIn);
  const redemptions = Array.from({ length: devicesOfALink }, () => codes.map(redeemRequest)).flat();
  const redeemed = await measure(server, redemptions, 201);
  const joins = redeemed.answers.slice(0, codes.length).map(answer => joinRequest(cookieIn(answer)));
  return {
    'sessions opened': opened,
    'links redeemed': redeemed,
    'customers joined': await measure(server, joins, 200)
  };
}

async function measureAllCalls(twilio) {
  const postgresql = await startPostgresql();
  const servers = {
    'flex-video, SQLite': () => startServe({ twilio }),
    'bare Node, SQLite': () => startNode({ twilio }),
    'flex-video, PostgreSQL': () => startServe({ twilio, database: postgresql.url })
  };
  const figures = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, start] of Object.entries(servers)) {
      const server = await start();
      for (const [what, row] of Object.entries(await measureCalls(server)))
        ((figures[what] ??= {})[name] ??= []).push(row);
      await server.stop();
    }
  }
  await postgresql.remove();
  return figures;
}

function showCalls(figures) {
  for (const [what, byServer] of Object.entries(figures)) {
    const medians = {};
    for (const [name, list] of Object.entries(byServer)) {
      const of = field => median(list.map(row => row[field]));
      medians[name] = { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), cpu: of('cpu') };
      const { perSecond, cpu } = medians[name];
      show(what, name, `${whole(perSecond)}/s, ${showTimes(medians[name])}, ${cpu.toFixed(2)} ms of CPU each`);
    }
    const [ours, theirs] = [medians['flex-video, SQLite'], medians['bare Node, SQLite']];
    const times = (ours.perSecond / theirs.perSecond).toFixed(2);
    show(what, '', `${times} x bare Node, ${(ours.cpu / theirs.cpu).toFixed(2)} x its CPU`);
  }
}

async function measureForgeries(twilio) {
  const { stdout } = await run('taskset', [
    '-c',
    '0',
    path.join(build, 'bench/codes_bench'),
    '--benchmark_format=json'
  ]);
  show('forged codes', 'in process', `${whole(JSON.parse(stdout).benchmarks[0].items_per_second)}/CPU second`);
  const server = await startServe({ twilio });
  const connection = await Connection.open(server.port);
  const code = codeIn(await connection.ask(startRequest()));
  connection.close();
  const forged = Array.from({ length: 20_000 }, () => {
    const at = Math.floor(Math.random() * 40);
    return redeemRequest(code.slice(0, at) + (code[at] === 'a' ? 'b' : 'a') + code.slice(at + 1));
  });
  const figures = await measure(server, forged, 404);
  show(
    'forged codes',
    'POST /v1/visits',
    `${whole(figures.perSecond)}/s, ${showTimes(figures)}, ${figures.cpu.toFixed(3)} ms of CPU each`
  );
  await server.stop();
}

const followRequest = id => request('GET', `/v1/sessions/${id}/events`, { headers: bearer });
const idIn = answer => JSON.parse(answer.body).session.id;

/** What each of the clients that send `requests` costs `server`, which says something to each at once. They come from many addresses. */
async function memoryOfClients(server, requests) {
  const before = await server.memory();
  const clients = [];
  for (const [i, text] of requests.entries()) {
    clients.push(new EventClient(server.port, text, `127.0.0.${2 + Math.floor(i / clientsOfAnAddress)}`));
    await clients[i].heard('\n\n'); // one at a time: no backlog overflows
  }
  const each = ((await server.memory()) - before) / requests.length;
  for (const client of clients) client.close();
  return `${whole(requests.length)} clients, ${(each / 1024).toFixed(1)} KB of memory each`;
}

async function measureIdleStreams(twilio) {
  const bare = await startPinned(path.join(build, 'bench/event_streams_bench'), []);
  show('idle streams', 'net alone', await memoryOfClients(bare, Array(idleClients).fill(request('GET', '/events'))));
  await bare.stop();
  const server = await startServe({ twilio });
  const starts = Array.from({ length: followedSessions }, startRequest);
  const { answers } = await load({ port: server.port, connections, requests: starts, status: 201 });
  const follows = answers.flatMap(answer => Array(followersOfASession).fill(followRequest(idIn(answer))));
  show('idle streams', 'GET …/events', await memoryOfClients(server, follows));
  await server.stop();
}

/** Milliseconds from the agent's click on one replica until a client of the other hears that the call has ended. */
async function timeOfEnd(clicked, watched, id) {
  const client = new EventClient(watched.port, followRequest(id));
  await client.heard('event: snapshot');
  const begun = performance.now();
  const answered = clicked.ask(request('POST', `/v1/sessions/${id}/end`, { headers: bearer }));
  await client.heard('"session_ended"');
  const took = performance.now() - begun;
  client.close();
  const { status } = await answered;
  if (status !== 200) throw new Error(`the end was answered ${status}`);
  return took;
}

async function measureReplicas(twilio) {
  const postgresql = await startPostgresql();
  const replicas = [];
  for (let i = 0; i < 2; i++) replicas.push(await startServe({ twilio, database: postgresql.url, video: 'twilio' }));
  const clicked = await Connection.open(replicas[0].port);
  const took = [];
  for (let i = 0; i < actions; i++)
    took.push(await timeOfEnd(clicked, replicas[1], idIn(await clicked.ask(startRequest()))));
  show('two replicas', 'PostgreSQL', showTimes({ p50: median(took), p99: quantile(took, 0.99) }));
  clicked.close();
  for (const replica of replicas) await replica.stop();
  await postgresql.remove();
}

const showLoad = when => show('load average', when, `${loadavg()[0].toFixed(1)} on ${cpus().length} cores`);

showLoad('before');
const twilio = await startBeside(process.execPath, [path.join(here, 'twilio-stand-in.mjs')]);
showCalls(await measureAllCalls(twilio));
await measureForgeries(twilio);
await measureIdleStreams(twilio);
await measureReplicas(twilio);
await twilio.stop();
showLoad('after');
