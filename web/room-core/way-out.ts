// From a browser that gives no camera to one that does.

import type { SystemName } from './client';
import type { InApp } from './in-app-browser';
import type { MissingReason } from './media-plan';

/** Whether to offer it: where a device turned out to be out of reach, and another browser would have it. */
export function offersWayOut(why: MissingReason, inApp: InApp | null): boolean {
  return why === 'unsupported' || (inApp !== null && (why === 'refused' || why === 'system'));
}

/**
 * The address that opens the same page in the system's own browser, or null where none is known. An app may still refuse to follow
 * it, which the page does not hear: beside it stands how to do it by hand.
 */
export function openElsewhere(url: string, system: SystemName, inApp: InApp | null): string | null {
  const { protocol, host, pathname } = new URL(url);
  if (inApp === null || protocol !== 'https:') return null;
  if (system === 'android') {
    const intent = 'scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end';
    return `intent://${host}${pathname}#Intent;${intent}`;
  }
  return system === 'ios' ? `x-safari-https://${host}${pathname}` : null;
}
