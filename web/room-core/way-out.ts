// From a browser that gives no camera to one that does.

import type { SystemName } from './client';
import type { InApp } from './in-app-browser';
import type { MissingReason } from './media-plan';

/** Whether to offer it: where a device turned out to be out of reach, and another browser would have it. */
export function offersWayOut(why: MissingReason, inApp: InApp | null): boolean {
  return why === 'unsupported' || (inApp !== null && (why === 'refused' || why === 'system'));
}

/** The call's link: where no path names the call, the fragment does. */
export function linkAt({ origin, pathname, hash }: Pick<Location, 'origin' | 'pathname' | 'hash'>): string {
  return origin + pathname + hash;
}

/**
 * The address that opens the same page in the system's own browser, or null where none is known. An app may still refuse to follow
 * it, which the page does not hear: beside it stands how to do it by hand.
 */
export function openElsewhere(url: string, system: SystemName, inApp: InApp | null): string | null {
  const { protocol, host, pathname, hash } = new URL(url);
  if (inApp === null || protocol !== 'https:') return null;
  if (system === 'android') {
    const intent = 'scheme=https;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end';
    // Android looks for the last #, so that a fragment may stand before it.
    return `intent://${host}${pathname}${hash}#Intent;${intent}`;
  }
  return system === 'ios' ? `x-safari-https://${host}${pathname}${hash}` : null;
}
