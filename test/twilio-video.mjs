// A stand-in for Twilio Video's REST API (https://www.twilio.com/docs/video/api): rooms, who is in them, and what was asked
// of it. Like Twilio it posts signed room events to the address that a room was made with.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const sid = prefix => prefix + randomBytes(16).toString('hex');

const descriptions = {
  20001: 'Invalid parameter',
  20003: 'Authenticate',
  20004: 'Method not allowed',
  20404: 'The requested resource was not found',
  53112: 'Status is invalid',
  53113: 'Room exists'
};

class Refusal extends Error {
  constructor(status, code) {
    super(descriptions[code]);
    this.status = status;
    this.code = code;
  }
}

/** Throws unless one of the parameters that a request needs is there. */
function required(form, name) {
  const value = form.get(name);
  if (!value) throw new Refusal(400, 20001);
  return value;
}

/** https://www.twilio.com/docs/usage/security#validating-requests */
function signature(authToken, url, parameters) {
  const text = [...parameters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .reduce((all, [name, value]) => all + name + value, url);
  return createHmac('sha1', authToken).update(text).digest('base64');
}

function roomAnswer(room) {
  return {
    sid: room.sid,
    unique_name: room.uniqueName,
    status: room.inProgress ? 'in-progress' : 'completed',
    type: 'group',
    max_participants: room.maxParticipants,
    status_callback: room.statusCallback,
    date_created: room.createdAt.toISOString(),
    end_time: room.endedAt?.toISOString() ?? null,
    url: `https://video.twilio.com/v1/Rooms/${room.sid}`
  };
}

const participantAnswer = (room, { sid, identity, status }) => ({ sid, identity, status, room_sid: room.sid });

const listAnswer = (key, items) => ({
  [key]: items,
  meta: { key, page: 0, page_size: 50, url: '', previous_page_url: null, next_page_url: null }
});

class TwilioVideo {
  /** Every room that ever was, by its SID. */
  rooms = new Map();
  /** Every request that could change something: when it was worked on, what it was, and its answer's status. */
  writes = [];
  #credentials;
  #authToken;
  #latency;
  #events = 0;

  constructor({ account, authToken, latency }) {
    this.#credentials = Buffer.from('Basic ' + Buffer.from(`${account}:${authToken}`).toString('base64'));
    this.#authToken = authToken;
    this.#latency = latency;
  }

  inProgress() {
    return [...this.rooms.values()].filter(room => room.inProgress);
  }

  /** Somebody's SDK connects to the room. Returns the status that the report of it was answered with. */
  connect(roomSid, identity) {
    const room = this.rooms.get(roomSid);
    if (!room?.inProgress) throw new Error(`${roomSid} is not in progress`);
    const participant = { sid: sid('PA'), identity, status: 'connected' };
    room.participants.set(identity, participant);
    return this.#report(room, 'participant-connected', participant);
  }

  /** Somebody's SDK goes. */
  disconnect(roomSid, identity) {
    const room = this.rooms.get(roomSid);
    const participant = room.participants.get(identity);
    room.participants.delete(identity);
    return this.#report(room, 'participant-disconnected', participant);
  }

  /** Ends a room as Twilio does by itself, e.g. one that was empty for too long. */
  endRoom(roomSid) {
    const room = this.rooms.get(roomSid);
    this.#complete(room);
    return this.#report(room, 'room-ended');
  }

  async answer(request, response) {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const form = new URLSearchParams(text);
    const asked = { method: request.method, path: request.url, form: Object.fromEntries(form) };
    await this.#latency(asked);
    const at = new Date();
    let status, body;
    try {
      this.#authenticate(request.headers.authorization ?? '');
      [status, body] = this.#route(request.method, new URL(request.url, 'http://twilio').pathname, form);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const { code, message } = refusal;
      [status, body] = [refusal.status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}` }];
      body.status = status;
    }
    if (request.method !== 'GET') this.writes.push({ at, ...asked, status });
    await this.#latency(asked);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }

  #authenticate(given) {
    const header = Buffer.from(given);
    const same = header.length === this.#credentials.length && timingSafeEqual(header, this.#credentials);
    if (!same) throw new Refusal(401, 20003);
  }

  #route(method, path, form) {
    const [version, rooms, name, part, identity, ...rest] = path.split('/').slice(1).map(decodeURIComponent);
    if (version !== 'v1' || rooms !== 'Rooms' || rest.length > 0) throw new Refusal(404, 20404);
    const post = method === 'POST';
    if (!post && method !== 'GET') throw new Refusal(405, 20004);
    if (name === undefined) {
      if (!post) throw new Refusal(405, 20004);
      return [201, roomAnswer(this.#create(form))];
    }
    const room = this.#find(name);
    if (part === undefined) {
      if (post) this.#end(room, form);
      return [200, roomAnswer(room)];
    }
    if (part === 'Participants') return this.#participants(post, room, identity, form);
    if (part === 'RecordingRules' && post) return this.#record(room, form);
    if (part === 'Recordings' && !post) return [200, listAnswer('recordings', [])];
    throw new Refusal(404, 20404);
  }

  /** By its SID, or the one in progress by its unique name. */
  #find(name) {
    const room = this.rooms.get(name) ?? this.inProgress().find(room => room.uniqueName === name);
    if (!room) throw new Refusal(404, 20404);
    return room;
  }

  #create(form) {
    const uniqueName = required(form, 'UniqueName');
    if (this.inProgress().some(room => room.uniqueName === uniqueName)) throw new Refusal(400, 53113);
    const room = {
      sid: sid('RM'),
      uniqueName,
      inProgress: true,
      maxParticipants: Number(form.get('MaxParticipants') ?? 50),
      statusCallback: form.get('StatusCallback'),
      createdAt: new Date(),
      endedAt: undefined,
      participants: new Map(),
      rules: []
    };
    this.rooms.set(room.sid, room);
    return room;
  }

  #end(room, form) {
    if (required(form, 'Status') !== 'completed' || !room.inProgress) throw new Refusal(400, 53112);
    this.#complete(room);
  }

  #complete(room) {
    room.inProgress = false;
    room.endedAt = new Date();
    room.participants.clear();
  }

  #participants(post, room, identity, form) {
    if (identity === undefined) {
      if (post) throw new Refusal(405, 20004);
      return [
        200,
        listAnswer(
          'participants',
          [...room.participants.values()].map(one => participantAnswer(room, one))
        )
      ];
    }
    const participant = room.participants.get(identity);
    if (!participant) throw new Refusal(404, 20404);
    if (post) {
      if (required(form, 'Status') !== 'disconnected') throw new Refusal(400, 53112);
      room.participants.delete(identity);
      participant.status = 'disconnected';
    }
    return [200, participantAnswer(room, participant)];
  }

  #record(room, form) {
    room.rules = JSON.parse(required(form, 'Rules'));
    return [202, { room_sid: room.sid, rules: room.rules }];
  }

  async #report(room, event, participant) {
    if (!room.statusCallback) return undefined;
    const parameters = new URLSearchParams({
      RoomSid: room.sid,
      RoomName: room.uniqueName,
      StatusCallbackEvent: event,
      SequenceNumber: String(this.#events++),
      Timestamp: new Date().toISOString(),
      ...(participant && { ParticipantSid: participant.sid, ParticipantIdentity: participant.identity })
    });
    const told = await fetch(room.statusCallback, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature(this.#authToken, room.statusCallback, parameters) },
      body: parameters
    });
    await told.text();
    return told.status;
  }
}

/**
 * A Twilio Video on a free port of loopback, for the account and auth token of `environment`. `latency` is awaited before
 * and after each request is worked on, and is told its method, path and form.
 */
export async function startTwilioVideo(environment, latency = async () => {}) {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: authToken } = environment;
  const video = new TwilioVideo({ account, authToken, latency });
  const server = createServer((request, response) => {
    // A server that was killed in the midst of its request is nobody to answer.
    video.answer(request, response).catch(error => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  video.url = `http://127.0.0.1:${server.address().port}`;
  video.stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return video;
}
