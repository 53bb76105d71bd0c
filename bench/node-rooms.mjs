// The rival of our rooms: the same messages on npm `ws`, and no rule that their order or a loss would need. Prints its port.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { WebSocketServer } from 'ws';

const secret = process.env.TWILIO_API_SECRET;
const sid = kind => kind + randomBytes(16).toString('hex');
const rooms = new Map();

/** The token's claims; throws if it is not ours. */
function verify(token) {
  const [head, claims, signature] = token.split('.');
  const right = createHmac('sha256', secret).update(`${head}.${claims}`).digest();
  if (!timingSafeEqual(right, Buffer.from(signature, 'base64url'))) throw new Error('forged');
  const said = JSON.parse(Buffer.from(claims, 'base64url'));
  if (said.exp * 1000 < Date.now()) throw new Error('expired');
  return said;
}

function handle(socket, body) {
  if (body.type === 'ice') {
    verify(body.token);
    return socket.say({ type: 'iced', version: 1, ice_servers: [] });
  }
  if (body.type === 'connect') return join(socket, body);
  if (body.type === 'update') return update(socket, body);
  if (body.type === 'disconnect') return leave(socket);
}

const viewOf = ({ me }) => ({
  sid: me.sid,
  identity: me.identity,
  state: 'connected',
  revision: me.revision,
  tracks: me.tracks
});

function join(socket, { token, name, participant, peer_connections: [initial] }) {
  const { grants } = verify(token);
  if (!rooms.has(name)) rooms.set(name, { sid: sid('RM'), name, sockets: new Set() });
  const room = rooms.get(name);
  const others = [...room.sockets];
  const tracks = participant.tracks.map(track => ({ ...track, sid: sid('MT') }));
  Object.assign(socket, {
    room,
    me: { sid: sid('PA'), identity: grants.identity, revision: 1, tracks, subscribed: 1 },
    session: sid('')
  });
  room.sockets.add(socket);
  socket.say({
    ...{ type: 'connected', version: 2, sid: room.sid, name, session: socket.session },
    participant: viewOf(socket),
    participants: others.map(viewOf),
    published: { revision: 1, tracks: tracks.map(({ id, sid }) => ({ id, sid, state: 'ready' })) },
    subscribed: { revision: 1, tracks: others.flatMap(({ me }) => me.tracks.map(({ id, sid }) => ({ id, sid }))) },
    peer_connections: [],
    recording: { is_recording: false, revision: 1 },
    options: { session_timeout: 30, signaling_region: 'us1', audio_processors: [] },
    media_signaling: {}
  });
  for (const other of others) {
    const subscribed = { revision: ++other.me.subscribed, tracks: tracks.map(({ id, sid }) => ({ id, sid })) };
    other.say({ type: 'update', version: 2, participants: [viewOf(socket)], subscribed, peer_connections: [initial] });
  }
}

function update(socket, { session, peer_connections: said }) {
  if (session !== socket.session) throw new Error('another session');
  for (const other of socket.room.sockets) {
    if (other !== socket) other.say({ type: 'update', version: 2, peer_connections: said });
  }
}

function leave(socket) {
  if (!socket.room?.sockets.delete(socket)) return;
  if (socket.room.sockets.size === 0) rooms.delete(socket.room.name);
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/signaling', perMessageDeflate: false }, () =>
  console.log(server.address().port)
);
server.on('connection', socket => {
  socket.say = body => socket.send(JSON.stringify({ type: 'msg', body }));
  const beats = setInterval(() => socket.send('{"type":"heartbeat"}'), 1800);
  socket.on('message', text => {
    const frame = JSON.parse(text);
    if (frame.type === 'hello') socket.send(JSON.stringify({ type: 'welcome', id: frame.id, negotiatedTimeout: 2000 }));
    if (frame.body) handle(socket, frame.body);
  });
  socket.on('close', () => {
    clearInterval(beats);
    leave(socket);
  });
});
process.on('SIGTERM', () => process.exit());
