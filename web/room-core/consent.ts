/** What a guest of a call that may be recorded is asked before Join; null where nothing is recorded. */
export type Consent = { version: string; given: boolean; missed: boolean } | null;

export type ConsentEvent =
  | { type: 'ticked'; given: boolean }
  /** Join was pressed too early. */
  | { type: 'missed' }
  /** The server knows of no consent, whatever was ticked. */
  | { type: 'unheard' };

/** The server's codes for who has to agree before coming in: to the text that the page shows, and to a newer one. */
export const CONSENT_MISSING = 'consent_missing';
export const CONSENT_OUTDATED = 'consent_outdated';

export function reduceConsent(consent: Consent, event: ConsentEvent): Consent {
  if (consent === null) return null;
  if (event.type === 'ticked') return { ...consent, given: event.given, missed: false };
  return { ...consent, given: event.type === 'missed' && consent.given, missed: true };
}

export function lacksConsent(consent: Consent): boolean {
  return consent !== null && !consent.given;
}
