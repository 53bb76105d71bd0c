// What the static page of the serverless edition reads from its own address, where no server puts an arrival into it.

import type { Arrival } from './arrival';

/** Where Twilio's SDK finds the signalling, unless it is told otherwise. */
const CLOUD = 'wss://global.vss.twilio.com/signaling';

const isLoopback = (hostname: string): boolean => hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(hostname);

/**
 * `?agent=` names the session of an agent's page, the fragment is a customer's code, which so reaches no log. Whether either is still
 * good, only the functions know. On a developer's own machine Flex may be anywhere. Null when the address names no call.
 *
 * @param flexOrigins from where an agent's page takes messages
 */
export function arrivalAt(
  { search, hash, hostname }: Pick<Location, 'search' | 'hash' | 'hostname'>,
  flexOrigins: readonly string[]
): Arrival | null {
  const session = new URLSearchParams(search).get('agent');
  if (session !== null) {
    if (!/^[A-Za-z0-9_-]{22}$/.test(session)) return null;
    return { role: 'agent', session, state: 'open', ...(isLoopback(hostname) ? {} : { flexOrigins }) };
  }
  const code = hash.slice(1);
  return /^[A-Za-z0-9]{52}$/.test(code) ? { role: 'customer', code, state: 'open', wsServer: CLOUD } : null;
}
