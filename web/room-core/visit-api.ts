import { decodeJoin, decodeProblem, decodeStill, decodeVisit } from './decode';
import { CONSENT_OUTDATED } from './consent';
import { type Outcome, UNEXPECTED_ANSWER, UNREACHABLE } from './outcome';
import type { JoinAnswer, PageSignalRequest, RedeemRequest, StillAnswer, VisitAnswer } from './wire';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How long one request may take before it counts as unreachable. */
export const REQUEST_DEADLINE_MS = 15_000;
/** A picture from a camera over a weak line. */
export const STILL_DEADLINE_MS = 120_000;
/** The same for a signal: who comes back at once waits for the `left` of before, and should not wait long. */
export const SIGNAL_DEADLINE_MS = 5_000;

/** The customer's calls. None rejects: every failure is an outcome with a code. */
export interface VisitApi {
  /** An address that answers at once, for the check of the network. */
  readonly answersAt: string;
  /** Whether pictures can be kept with the session. */
  readonly keepsStills: boolean;
  /**
   * Turns the invite code into a visit of this device; a second time on the same device it answers the same visit. A service that
   * keeps no visits answers with the way into the room instead, every time.
   */
  redeem(code: string): Promise<Outcome<VisitAnswer | JoinAnswer>>;
  /** How the visit stands now. */
  look(visit: string): Promise<Outcome<VisitAnswer>>;
  /**
   * Asks for the room's token; refused with visit_waiting until the agent has let the visit in, and with consent_missing or
   * consent_outdated where the person has to agree to a recording first. Waits for a consent that is being told.
   */
  join(visit: string): Promise<Outcome<JoinAnswer>>;
  /** Keeps a picture with the session. */
  keepStill(visit: string, image: Blob): Promise<Outcome<StillAnswer>>;
  /**
   * Tells what the page saw, also while the page goes. Resolves whatever becomes of it: no call depends on a signal. False if it was not
   * heard, and may be when it is told again.
   */
  signal(visit: string, signal: PageSignalRequest): Promise<boolean>;
}

/** `fetch` is injected, so that tests and other hosts can answer in the server's place. */
export function createVisitApi(fetch: Fetch): VisitApi {
  const post: RequestInit = { method: 'POST' };
  let leaving: Promise<Told> | null = null;
  let consenting: Promise<Told> | null = null;
  return {
    answersAt: '/healthz',
    keepsStills: true,
    async redeem(code) {
      // Overtaken by who comes back, a `left` would give up the place that was just taken.
      if (leaving) await leaving;
      return ask(fetch, '/v1/visits', decodeVisit, postOf({ code }));
    },
    look: visit => ask(fetch, `/v1/visits/me?visit=${encodeURIComponent(visit)}`, decodeVisit, { method: 'GET' }),
    async join(visit) {
      const told = await consenting;
      if (told?.code === CONSENT_OUTDATED) return { ok: false, code: CONSENT_OUTDATED };
      return ask(fetch, `/v1/visits/me/join?visit=${encodeURIComponent(visit)}`, decodeJoin, post);
    },
    keepStill: (visit, image) =>
      ask(
        fetch,
        `/v1/visits/me/stills?visit=${encodeURIComponent(visit)}`,
        decodeStill,
        { method: 'POST', headers: { 'content-type': image.type }, body: image },
        STILL_DEADLINE_MS
      ),
    signal(visit, signal) {
      const telling = tell(fetch, visit, signal);
      if (signal.kind === 'left') leaving = telling;
      if (signal.kind === 'consented') consenting = telling;
      return telling.then(({ heard }) => heard);
    }
  };
}

function postOf(body: RedeemRequest | PageSignalRequest): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Whether a signal was heard, and the code of its refusal if it was refused. */
interface Told {
  heard: boolean;
  code: string | null;
}

async function tell(fetch: Fetch, visit: string, signal: PageSignalRequest): Promise<Told> {
  const stop = new AbortController();
  const deadline = setTimeout(() => stop.abort(), SIGNAL_DEADLINE_MS);
  const url = `/v1/visits/me/signals?visit=${encodeURIComponent(visit)}`;
  try {
    const init: RequestInit = { ...postOf(signal), keepalive: true, credentials: 'same-origin', signal: stop.signal };
    const response = await fetch(url, init);
    const code = response.ok ? null : decodeProblem(await response.json().catch(() => null));
    return { heard: response.status < 500 && response.status !== 429, code };
  } catch {
    // Nobody is told: the person has a call to hold.
    return { heard: false, code: null };
  } finally {
    clearTimeout(deadline);
  }
}

/** Asks the page's own origin. Never rejects: without an answer in time the code is UNREACHABLE. */
export async function ask<T>(
  fetch: Fetch,
  url: string,
  decode: (body: unknown) => T | null,
  init: RequestInit,
  withinMs = REQUEST_DEADLINE_MS
): Promise<Outcome<T>> {
  const stop = new AbortController();
  const deadline = setTimeout(() => stop.abort(), withinMs);
  try {
    const response = await fetch(url, { ...init, credentials: 'same-origin', cache: 'no-store', signal: stop.signal });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, code: decodeProblem(body) ?? UNEXPECTED_ANSWER };
    const value = decode(body);
    return value === null ? { ok: false, code: UNEXPECTED_ANSWER } : { ok: true, value };
  } catch {
    return { ok: false, code: UNREACHABLE };
  } finally {
    clearTimeout(deadline);
  }
}
