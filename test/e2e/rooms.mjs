// A serve with rooms of its own, tokens of every kind for it, and one browser.
import { createHmac, randomInt } from 'node:crypto';
import { openCall } from '../open-call.mjs';
import { launchBrowser } from './browser.mjs';
import { furnishedPage, Seat } from './seats.mjs';

const base64 = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as npm `twilio` makes it; `changes` are what is wrong with it. */
export function accessToken(credentials, identity, room, changes = {}) {
  const now = Math.floor(Date.now() / 1000);
  const { TWILIO_ACCOUNT_SID: sub, TWILIO_API_KEY: iss, TWILIO_API_SECRET: secret } = credentials;
  const said = [
    { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1', ...changes.header },
    {
      jti: `${iss}-${now}`,
      iss,
      sub,
      iat: now,
      exp: now + 3600,
      grants: { identity, video: room ? { room } : {} },
      ...changes.payload
    }
  ].map(base64);
  const mac = createHmac('sha256', changes.secret ?? secret).update(said.join('.'));
  return [...said, mac.digest('base64url')].join('.');
}

/** Numbers that a failed run can be had again with: SEED=… node --test. */
export function seeded(what) {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  console.error(`# ${what}: SEED=${seed}`);
  let state = seed;
  return below => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0; // ISO C's example of rand(); its high bits are good enough
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** `type` is that of the sessions' rooms; `chromium` is what launchBrowser() takes. */
export async function openRooms({ type = 'peer-to-peer', args = [], chromium = {} } = {}) {
  const call = await openCall({ args: ['--max-participants', '10', '--room-type', type, ...args] });
  const browser = await launchBrowser(chromium);
  const context = await browser.context({ bypassCSP: true });
  const signalling = call.serve.base.replace('http', 'ws') + '/signaling';
  const token = (identity, room, changes) => accessToken(call.serve.credentials, identity, room, changes);
  return {
    call,
    browser,
    signalling,
    token,
    /** In Chromium, or where `opened` opens pages. */
    page: (opened = context) => furnishedPage(opened, call.serve.base + '/healthz'),
    /** A room in progress: that of a session, as the product makes them. */
    async room() {
      const { session, code } = await call.another();
      const post = what => call.send({ method: 'POST', path: `/v1/sessions/${session.id}/${what}`, headers: call.ada });
      return {
        sid: session.roomSid,
        end: () => post('end'),
        /** Somebody who came by the link: the token for the room, and how the agent puts this guest out. */
        async guest() {
          const { visit, cookie } = await call.device(code);
          const joined = await call.send({ method: 'POST', path: '/v1/visits/me/join', headers: cookie });
          return { ...joined.json, remove: () => post(`visits/${visit.id}/remove`) };
        }
      };
    },
    /** A room that an application makes by REST, with Twilio's parameters. */
    async create(parameters) {
      const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: secret } = call.serve.credentials;
      const headers = { Authorization: 'Basic ' + Buffer.from(`${account}:${secret}`).toString('base64') };
      const post = async (path, form) => {
        const body = new URLSearchParams(form);
        return (await fetch(`${call.serve.base}/v1/Rooms${path}`, { method: 'POST', headers, body })).json();
      };
      const { sid, type } = await post('', parameters);
      return { sid, type, end: () => post(`/${sid}`, { Status: 'completed' }) };
    },
    /** Somebody in the room: an identity of its own, or with a `token`. */
    join: (page, identity, room, { token: given, ...options } = {}) =>
      Seat.take(page, given ?? token(identity), {
        seat: identity,
        name: room.sid,
        wsServer: signalling,
        ...options
      }),
    async close() {
      await browser.close();
      await call.stop();
    }
  };
}
