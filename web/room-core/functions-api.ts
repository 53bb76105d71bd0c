import { decodeJoin } from './decode';
import { type Fetch, ask, type VisitApi } from './visit-api';

/**
 * The customer's calls in the serverless edition, whose functions keep nothing: there are no visits, and the code is all that counts,
 * each time anew. `page` is the address of the page, beside which the functions are.
 */
export function createFunctionsApi(fetch: Fetch, page: string): VisitApi {
  // Of a visit, which there never is.
  const refused = () => Promise.resolve({ ok: false, code: 'visit_unknown' } as const);
  const join = new URL('join', page).href;
  return {
    answersAt: new URL(page).pathname,
    keepsStills: false,
    // A form, as everything that is asked of the functions.
    redeem: code => ask(fetch, join, decodeJoin, { method: 'POST', body: new URLSearchParams({ code }) }),
    look: refused,
    join: refused,
    keepStill: refused,
    signal: () => Promise.resolve(false)
  };
}
