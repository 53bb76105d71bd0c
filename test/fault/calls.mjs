// Agents and customers at work on one serve that may be killed under them, and what they were promised until then.
import assert from 'node:assert/strict';
import { ask, codeOf, Gone } from './ask.mjs';

/**
 * What the people on one serve know. A session is known once a start was answered; each promise is noted when its answer has
 * come, and what was asked without an answer may have happened or not.
 */
export class Calls {
  sessions = new Map();
  answers = 0;
  unanswered = 0;
  /** Sessions whose promises were added to, or asked to be, since they were last checked. */
  touched = new Set();
  #awaited = { answers: Infinity };

  /** `people` are the Flex tokens: ada (an agent), sue (a supervisor). `arrive` makes a new contact of ada's. */
  constructor({ base, people, dice, arrive }) {
    Object.assign(this, { base, people, dice, arrive });
  }

  /** Resolves when so many more answers have come. */
  answered(more) {
    return new Promise(resolve => {
      this.#awaited = { answers: this.answers + more, resolve };
    });
  }

  /** Asks, and expects one of the statuses or codes. */
  async ask(method, path, options, ...expected) {
    let answer;
    try {
      answer = await ask(this.base, method, path, options);
    } catch (gone) {
      this.unanswered += 1;
      throw gone;
    }
    this.answers += 1;
    if (this.answers >= this.#awaited.answers) this.#awaited.resolve();
    const said = `${method} ${path.replace(/[\w]{40,}/, '…')} → ${answer.status} ${answer.json?.code ?? ''}`;
    assert.ok(expected.includes(answer.status) || expected.includes(answer.json?.code), said);
    return answer;
  }

  agent(method, path, body, ...expected) {
    return this.ask(method, path, { token: this.people.ada, body }, ...expected);
  }

  /** Works on contacts of its own until the server is gone. */
  async work(contacts) {
    try {
      for (;;) await this.#act(this.dice.one(contacts));
    } catch (end) {
      if (!(end instanceof Gone)) throw end;
    }
  }

  async #act(contact) {
    if (!contact.sids) contact.sids = await this.arrive();
    if (!contact.session) return this.#start(contact);
    const session = contact.session;
    this.touched.add(session);
    const ways = [
      () => this.redeem(session),
      () => this.redeem(session),
      () => this.joinVisit(session),
      () => this.joinVisit(session),
      () => this.joinAgent(session),
      () => this.invite(session),
      () => this.revoke(session),
      () => this.start(contact)
    ];
    if (this.dice.chance(0.15)) return this.end(contact);
    await together(this.dice.one(ways)(), ...(this.dice.chance(0.5) ? [this.dice.one(ways)()] : []));
  }

  async #start(contact) {
    try {
      const twice = this.dice.chance(0.3);
      const [first, second] = await together(this.start(contact), ...(twice ? [this.start(contact)] : []));
      if (second) assert.equal(second.id, first.id, 'two starts at once have one session');
    } catch (gone) {
      this.#perhapsGiveUp(contact);
      throw gone;
    }
  }

  /** Half of those who get no answer never ask again: what was begun for them is nobody's but the server's. */
  #perhapsGiveUp(contact) {
    if (this.dice.chance(0.5)) Object.assign(contact, { sids: undefined, session: undefined });
  }

  /** The session of the contact, new or found. */
  async start(contact) {
    const { conversationSid, taskSid } = contact.sids;
    const { status, json } = await this.agent('POST', '/v1/sessions', { conversationSid, taskSid }, 201, 200);
    const id = json.session.id;
    const known = this.sessions.get(id) ?? { id, sids: contact.sids, link: json.customerLink, visits: [], invites: [] };
    this.sessions.set(id, known);
    if (status === 201) assert.ok(!known.made, 'a session is made once');
    known.made ||= status === 201;
    assert.notEqual(known.ended, 'yes', 'what has ended is not found by a start');
    known.ended = 'no'; // nor will what was asked of a server that is dead
    assert.ok(json.customerLink === known.link, 'a session keeps its link');
    this.touched.add(known);
    contact.session = known;
    return known;
  }

  async redeem(session) {
    const revocable = session.invites.filter(invite => invite.revoked === 'no');
    const link = revocable.length > 0 && this.dice.chance(0.3) ? this.dice.one(revocable).link : session.link;
    const body = { code: codeOf(link) };
    const { json, cookie } = await this.ask('POST', '/v1/visits', { body }, 201, 'visit_denied', 'invite_revoked');
    if (json.visit) session.visits.push({ id: json.visit.id, cookie, state: json.visit.state });
  }

  /** A device comes back to its visit and joins; the agent lets it in if it has to wait. */
  async joinVisit(session) {
    if (session.visits.length === 0) return;
    const visit = this.dice.one(session.visits);
    const before = visit.state;
    const join = () =>
      this.ask('POST', `/v1/visits/me/join?visit=${visit.id}`, { cookie: visit.cookie }, 200, 'visit_waiting');
    let { json } = await join();
    if (json.code) {
      assert.equal(before, 'waiting', 'who was let in stays let in');
      const decided = await this.agent('POST', `/v1/sessions/${session.id}/visits/${visit.id}/admit`, undefined, 200);
      visit.state = decided.json.visit.state;
      ({ json } = await join());
    }
    assert.match(json.identity, new RegExp(`:${visit.id}$`));
  }

  joinAgent(session) {
    return this.agent('POST', `/v1/sessions/${session.id}/join`, undefined, 200);
  }

  async invite(session) {
    const wish = { role: 'relative' };
    const { json } = await this.agent('POST', `/v1/sessions/${session.id}/invites`, wish, 201, 'too_many_invites');
    if (json.invite) session.invites.push({ id: json.invite.id, link: json.link, revoked: 'no' });
  }

  async revoke(session) {
    const invite = this.dice.one(session.invites);
    if (!invite) return;
    if (invite.revoked === 'no') invite.revoked = 'asked';
    await this.agent('DELETE', `/v1/sessions/${session.id}/invites/${invite.id}`, undefined, 200);
    invite.revoked = 'yes';
  }

  async end(contact) {
    const session = contact.session;
    contact.session = undefined;
    session.ended = 'asked';
    try {
      await this.agent('POST', `/v1/sessions/${session.id}/end`, undefined, 200);
    } catch (gone) {
      this.#perhapsGiveUp(contact);
      throw gone;
    }
    session.ended = 'yes';
  }
}

/** All of them, and none goes on behind our back. */
async function together(...under_way) {
  const outcomes = await Promise.allSettled(under_way);
  const failed = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  if (failed.length > 0) throw failed.find(reason => !(reason instanceof Gone)) ?? failed[0];
  return outcomes.map(({ value }) => value);
}
