import { apiOf } from './exchange';
import type { Exchange } from './exchange';

/** What the panel holds, and what of it is shown. */
export interface CallList {
  readonly all: readonly Exchange[];
  /** While paused, what comes waits and is counted. */
  readonly waiting: readonly Exchange[];
  readonly paused: boolean;
  /** An API's name; all when empty. */
  readonly api: string;
  /** Part of a method, a path, a body or an answer, in any case. */
  readonly words: string;
}

export const mostCalls = 300;
export const emptyList: CallList = { all: [], waiting: [], paused: false, api: '', words: '' };

/** Takes a call in; one that is known already (a stream repeats itself after a cut) changes nothing. */
export function withCall(list: CallList, call: Exchange): CallList {
  const newest = list.waiting.at(-1) ?? list.all.at(-1);
  if (newest !== undefined && call.id <= newest.id) return list;
  return list.paused
    ? { ...list, waiting: [...list.waiting, call].slice(-mostCalls) }
    : { ...list, all: [...list.all, call].slice(-mostCalls) };
}

export function withPause(list: CallList, paused: boolean): CallList {
  if (paused) return { ...list, paused };
  return { ...list, paused, all: [...list.all, ...list.waiting].slice(-mostCalls), waiting: [] };
}

/** Empties the list; the newest call stays known, so that a reconnection does not bring all back. */
export function cleared(list: CallList): CallList & { readonly after: number } {
  const after = (list.waiting.at(-1) ?? list.all.at(-1))?.id ?? 0;
  return { ...list, all: [], waiting: [], after };
}

export function shownOf({ all, api, words }: CallList): readonly Exchange[] {
  const wanted = words.trim().toLowerCase();
  return all.filter(
    call =>
      (api === '' || apiOf(call.host) === api) &&
      (wanted === '' ||
        [call.method, call.host + call.path, call.from, call.body, call.answer].some(text =>
          text.toLowerCase().includes(wanted)
        ))
  );
}
