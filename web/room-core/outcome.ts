/** What became of a request: its answer, or the stable code of its refusal. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; code: string };

/** Codes this page gives itself, beside those of the server. */
export const UNREACHABLE = 'unreachable';
export const UNEXPECTED_ANSWER = 'unexpected_answer';
/** The plugin is there, but silent. */
export const NO_ANSWER = 'no_answer';
