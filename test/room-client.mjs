// A participant that speaks Twilio's room signalling and sends no media: enough to be in a room.
import { randomUUID } from 'node:crypto';
import twilio from 'twilio';

const { AccessToken } = twilio.jwt;

/** An access token as Twilio's own library makes it. */
export function accessToken(credentials, identity) {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY: key, TWILIO_API_SECRET: secret } = credentials;
  const token = new AccessToken(account, key, secret, { identity });
  token.addGrant(new AccessToken.VideoGrant());
  return token.toJwt();
}

export const track = (name, kind = 'video', enabled = true) => ({
  id: `${name}-id`,
  name,
  kind,
  enabled,
  priority: 'standard'
});

/**
 * Joins a room. Resolves with what it is then: its `sid`, `published` track SIDs by id, `publish(tracks)`, `leave()`, and `ended`,
 * the code that the server ended its stay with. Rejects with the code of a refusal.
 */
export async function join(base, credentials, { room, identity, tracks = [] }) {
  const socket = new WebSocket(base.replace('http', 'ws') + '/signaling');
  const say = frame => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame));
  const body = message => say({ type: 'msg', body: { version: 2, ...message } });
  const beat = setInterval(() => say({ type: 'heartbeat' }), 1000);
  const me = { identity, published: {} };
  let revision = 1;
  let heard = () => {};
  let ended;
  me.ended = new Promise(resolve => (ended = resolve));
  const take = message => {
    for (const { id, ...outcome } of message.published?.tracks ?? []) me.published[id] = outcome;
    heard();
  };
  await new Promise((resolve, reject) => {
    socket.onopen = () => say({ type: 'hello', id: randomUUID(), timeout: 5000, version: 2 });
    socket.onerror = () => reject(new Error('the signalling can not be reached'));
    socket.onclose = () => {
      clearInterval(beat);
      ended('closed');
    };
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.type === 'welcome') {
        const offer = { id: randomUUID(), description: { type: 'offer', revision: 1, sdp: 'v=0' } };
        body({
          type: 'connect',
          name: room,
          token: accessToken(credentials, identity),
          participant: { revision, tracks },
          peer_connections: [offer]
        });
      }
      const message = frame.type === 'msg' ? frame.body : {};
      if (message.type === 'connected') {
        me.sid = message.participant.sid;
        me.session = message.session;
        take(message);
        resolve();
      } else if (message.type === 'error') {
        reject(Object.assign(new Error(message.message), { code: message.code }));
        ended(message.code);
      } else if (message.type === 'disconnected') {
        ended(message.status);
      } else {
        take(message);
      }
    };
  });
  return Object.assign(me, {
    /** Resolves when the server has said what became of every track. */
    publish: now =>
      new Promise(resolve => {
        heard = () => now.every(({ id }) => me.published[id]) && resolve();
        body({ type: 'update', session: me.session, participant: { revision: ++revision, tracks: now } });
        heard();
      }),
    leave: () => {
      body({ type: 'disconnect', session: me.session });
      say({ type: 'bye' });
      socket.close(1000);
    }
  });
}
