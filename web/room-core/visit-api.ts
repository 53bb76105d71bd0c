import { decodeJoin, decodeProblem, decodeStill, decodeVisit } from './decode';
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
  /** Turns the invite code into a visit of this device. A second time on the same device it answers the same visit. */
  redeem(code: string): Promise<Outcome<VisitAnswer>>;
  /** How the visit stands now. */
  look(visit: string): Promise<Outcome<VisitAnswer>>;
  /** Asks for the room's token; refused with visit_waiting until the agent has let the visit in. */
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
  let leaving: Promise<boolean> | null = null;
  return {
    async redeem(code) {
      // Overtaken by who comes back, a `left` would give up the place that was just taken.
      if (leaving) await leaving;
      return ask(fetch, '/v1/visits', decodeVisit, postOf({ code }));
    },
    look: visit => ask(fetch, `/v1/visits/me?visit=${encodeURIComponent(visit)}`, decodeVisit, { method: 'GET' }),
    join: visit => ask(fetch, `/v1/visits/me/join?visit=${encodeURIComponent(visit)}`, decodeJoin, post),
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
      return telling;
    }
  };
}

function postOf(body: RedeemRequest | PageSignalRequest): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function tell(fetch: Fetch, visit: string, signal: PageSignalRequest): Promise<boolean> {
  const stop = new AbortController();
  const deadline = setTimeout(() => stop.abort(), SIGNAL_DEADLINE_MS);
  const url = `/v1/visits/me/signals?visit=${encodeURIComponent(visit)}`;
  try {
    const init: RequestInit = { ...postOf(signal), keepalive: true, credentials: 'same-origin', signal: stop.signal };
    const { status } = await fetch(url, init);
    return status < 500 && status !== 429;
  } catch {
    // Nobody is told: the person has a call to hold.
    return false;
  } finally {
    clearTimeout(deadline);
  }
}

async function ask<T>(
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
