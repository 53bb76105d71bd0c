// The rival of POST /v1/sessions, /v1/visits and /v1/visits/me/join: a bare Node server that asks Twilio the same, stores the same
// rows as durably (node:sqlite, WAL, synchronous=FULL, one commit each) and makes tokens with npm twilio. It has no rooms,
// lobby, limits, log, sweeper or second database, and refuses nothing but a forged code.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import twilio from 'twilio';

const { DATABASE, TWILIO_URL, FLEX_VIDEO_LINK_SECRET: linkSecret, TWILIO_WORKSPACE_SID: workspace } = process.env;
const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: authToken } = process.env;
const { TWILIO_API_KEY: key, TWILIO_API_SECRET: apiSecret } = process.env;
const { AccessToken } = twilio.jwt;

const database = new DatabaseSync(DATABASE);
database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE session (id TEXT PRIMARY KEY, conversation TEXT, task TEXT, reservation TEXT, worker TEXT, agent_name TEXT,
  customer_name TEXT, locale TEXT, room TEXT, room_name TEXT, state TEXT, opened_at INT, link_ordinal INT, link_expires_at INT,
  version INT);
CREATE UNIQUE INDEX open_session ON session (conversation) WHERE state <> 'ended';
CREATE TABLE visit (id TEXT PRIMARY KEY, session TEXT, role TEXT, device TEXT, invite_expires_at INT, state TEXT, opened_at INT);
CREATE INDEX visit_session ON visit (session);
CREATE INDEX visit_device ON visit (device);
CREATE TABLE invite (session TEXT, role TEXT, ordinal INT, expires_at INT, PRIMARY KEY (session, ordinal));
CREATE TABLE event (id TEXT UNIQUE, session TEXT, visit TEXT, kind TEXT, actor TEXT, at INT, number INT,
  PRIMARY KEY (session, number));`);
const sql = {
  open: database.prepare("SELECT * FROM session WHERE conversation = ? AND state <> 'ended'"),
  session: database.prepare('SELECT * FROM session WHERE id = ?'),
  visits: database.prepare('SELECT * FROM visit WHERE session = ?'),
  own: database.prepare('SELECT * FROM visit WHERE device = ?'),
  addSession: database.prepare("INSERT INTO session VALUES (?,?,?,?,?,?,?,?,?,?,'open',?,0,?,1)"),
  addInvite: database.prepare('INSERT INTO invite VALUES (?,?,0,?)'),
  addVisit: database.prepare('INSERT INTO visit VALUES (?,?,?,?,?,?,?)'),
  addEvent: database.prepare(
    'INSERT INTO event VALUES (?,?,?,?,?,?,(SELECT COALESCE(MAX(number), 0) + 1 FROM event WHERE session = ?2))'
  ),
  touch: database.prepare('UPDATE session SET version = version + 1 WHERE id = ? AND version = ?')
};
const newId = () => randomBytes(16).toString('base64url');
const life = 24 * 3600 * 1000;

function commit(write) {
  database.exec('BEGIN IMMEDIATE');
  write();
  database.exec('COMMIT');
}

const sign = text => createHmac('sha256', linkSecret).update(text).digest().subarray(0, 16);
const writeCode = id => `${id}.${sign(id).toString('base64url')}`;
function parseCode(code) {
  const [id, mac] = code.split('.');
  const given = Buffer.from(mac ?? '', 'base64url');
  return given.length === 16 && timingSafeEqual(given, sign(id)) ? id : undefined;
}

const agent = new http.Agent({ keepAlive: true });
const authorization = 'Basic ' + Buffer.from(`${account}:${authToken}`).toString('base64');
function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
    const asked = http.request(TWILIO_URL + path, { agent, method, headers }, answer => {
      let text = '';
      answer.on('data', chunk => (text += chunk));
      answer.on('end', () => resolve(JSON.parse(text)));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const users = new Map(); // of Flex tokens
async function userOf(token) {
  if (!users.has(token))
    users.set(token, await ask('POST', `/v1/Accounts/${account}/Tokens/validate`, JSON.stringify({ token })));
  return users.get(token);
}

async function start(request, { conversationSid, taskSid }) {
  const user = await userOf(request.headers.authorization);
  const tasks = `/v1/Workspaces/${workspace}/Tasks/${taskSid}`;
  const { reservations } = await ask('GET', `${tasks}/Reservations?WorkerSid=${user.worker_sid}&PageSize=100`);
  const { attributes } = await ask('GET', tasks);
  const { conversationSid: conversation, customerName } = JSON.parse(attributes);
  if (reservations[0].reservation_status !== 'accepted' || conversation !== conversationSid) return [409, {}];
  let session = sql.open.get(conversation);
  if (session) return [200, { session, customerLink: `http://127.0.0.1/j/${writeCode(session.id)}` }];
  const now = Date.now();
  const [id, room] = [newId(), 'RM' + randomBytes(16).toString('hex')];
  commit(() => {
    const people = [user.worker_sid, user.identity, customerName, 'en'];
    sql.addSession.run(
      id,
      conversation,
      taskSid,
      reservations[0].sid,
      ...people,
      room,
      `Room-${taskSid}`,
      now,
      now + life
    );
    sql.addInvite.run(id, 'customer', now + life);
    sql.addEvent.run(newId(), id, null, 'session_started', `agent:${user.worker_sid}`, now);
  });
  session = { id, conversation, task: taskSid, room, state: 'open', openedAt: new Date(now).toISOString() };
  const customerLink = `http://127.0.0.1/j/${writeCode(id)}`;
  return [201, { session, customerLink, message: `Join the video call: ${customerLink}` }];
}

function redeem(request, { code }) {
  const session = sql.session.get(parseCode(code) ?? null);
  if (!session) return [404, { code: 'invite_invalid' }];
  const state = sql.visits.all(session.id).length === 0 ? 'admitted' : 'waiting';
  const [visit, device, now] = [newId(), newId(), Date.now()];
  commit(() => {
    sql.touch.run(session.id, session.version);
    sql.addVisit.run(visit, session.id, 'customer', device, session.link_expires_at, state, now);
    for (const kind of ['visit_opened', `visit_${state}`])
      sql.addEvent.run(newId(), session.id, visit, kind, `customer:${visit}`, now);
  });
  const cookie = `flex-video-device=${device}; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax`;
  return [201, { visit: { id: visit, state }, agentName: session.agent_name }, { 'Set-Cookie': cookie }];
}

function join(request) {
  const device = /flex-video-device=([^;]*)/.exec(request.headers.cookie)[1];
  const [visit] = sql.own.all(device);
  const session = sql.session.get(visit.session);
  if (visit.state !== 'admitted') return [403, {}];
  const identity = `customer:${visit.id}`;
  commit(() => {
    sql.touch.run(session.id, session.version);
    sql.addEvent.run(newId(), session.id, visit.id, 'token_issued', identity, Date.now());
  });
  const token = new AccessToken(account, key, apiSecret, { identity, ttl: 14400 });
  token.addGrant(new AccessToken.VideoGrant({ room: session.room }));
  return [200, { token: token.toJwt(), identity, room: { sid: session.room, name: session.room_name } }];
}

const routes = { '/v1/sessions': start, '/v1/visits': redeem, '/v1/visits/me/join': join };
const server = http.createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  let body = '';
  request.on('data', chunk => (body += chunk));
  request.on('end', async () => {
    const [status, object, headers] = await routes[request.url](request, body ? JSON.parse(body) : {});
    const text = JSON.stringify(object);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
      ...headers
    });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
