// What a person says of the call afterwards.

import type { Ending } from './closing';
import type { PageRole, PageSignalRequest } from './wire';

/** From very bad to very good. */
export const RATINGS: readonly number[] = [1, 2, 3, 4, 5];
/** In characters, as a text field counts them. */
export const LONGEST_COMMENT = 500;

/** The signal, or null when the value is no rating. A comment of nothing but space is none. */
export function ratingOf(value: number | null, comment: string): PageSignalRequest | null {
  if (value === null || !RATINGS.includes(value)) return null;
  const said = comment.trim().slice(0, LONGEST_COMMENT);
  return { kind: 'rated', value, ...(said === '' ? {} : { comment: said }) };
}

/** Whether to ask: guests who were in the call and know that it is over for them. */
export function asksRating(role: PageRole, ending: Ending, visit: string | null, lasted: number | null): boolean {
  return role !== 'agent' && visit !== null && lasted !== null && (ending === 'left' || ending === 'over');
}
