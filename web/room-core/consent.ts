/** What a guest of a call that may be recorded is asked before Join; null where nothing is recorded. */
export type Consent = { version: string; given: boolean; missed: boolean } | null;

export type ConsentEvent =
  | { type: 'ticked'; given: boolean }
  /** Join was pressed too early. */
  | { type: 'missed' };

export function reduceConsent(consent: Consent, event: ConsentEvent): Consent {
  if (consent === null) return null;
  if (event.type === 'ticked') return { ...consent, given: event.given, missed: false };
  return { ...consent, missed: true };
}

export function lacksConsent(consent: Consent): boolean {
  return consent !== null && !consent.given;
}
