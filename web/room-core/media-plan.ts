// How the page asks for camera and microphone, and what it does when the browser says no.

export type Kind = 'audio' | 'video';
export const KINDS: readonly Kind[] = ['audio', 'video'];

/** Why a device is not there: forbidden here, or to the whole browser, none found, in use, no way to ask, none for want of https, or it stopped by itself. */
export type MissingReason = 'refused' | 'system' | 'absent' | 'busy' | 'unsupported' | 'insecure' | 'stopped';

const REASONS: Readonly<Record<string, MissingReason>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
  TypeError: 'unsupported'
};

/** The reason behind a getUserMedia rejection; an unknown name counts as busy, since asking again may help. */
export function reasonOf(errorName: string, message = ''): MissingReason {
  // Chrome's words; other browsers do not tell who forbids.
  if (errorName === 'NotAllowedError' && message === 'Permission denied by system') return 'system';
  return REASONS[errorName] ?? 'busy';
}

/**
 * Which kinds to ask for one by one after asking for `kinds` together has failed. A machine without a camera refuses the pair, yet
 * has a microphone. After a refusal by the person, only what is not known to be forbidden is asked for, and only when something
 * else explains the refusal: nobody wants the same question twice.
 */
export function followUps(kinds: readonly Kind[], reason: MissingReason, forbidden: ReadonlySet<Kind>): Kind[] {
  if (kinds.length < 2 || reason === 'unsupported' || reason === 'insecure') return [];
  if (reason !== 'refused') return [...kinds];
  const open = kinds.filter(kind => !forbidden.has(kind));
  return open.length === kinds.length ? [] : open;
}
