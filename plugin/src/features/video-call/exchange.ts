import type { ProblemCode } from '../../wire';
import { hasTexts } from './answers';
import type { ApiOptions, Outcome } from './api';
import type { LocalFailure } from './problems';

export type Read<T> = (response: Response) => Promise<Outcome<T>>;

export const failure = (
  code: LocalFailure | ProblemCode,
  title: string
): { ok: false; code: string; title: string } => ({
  ok: false,
  code,
  title
});

export async function readOutcome<T>(
  response: Response,
  isAnswer: (value: unknown) => value is T
): Promise<Outcome<T>> {
  const body: unknown = await response.json();
  if (response.ok) {
    return isAnswer(body) ? { ok: true, value: body } : failure('unreadable_answer', 'Unexpected answer');
  }
  if (!hasTexts(body, 'code')) return failure('unreadable_answer', `Status ${response.status}`);
  return { ok: false, code: String(body.code), title: typeof body.title === 'string' ? body.title : '' };
}

export const json =
  <T>(isAnswer: (value: unknown) => value is T): Read<T> =>
  response =>
    readOutcome(response, isAnswer);

/** One request and its answer, within the deadline. Never throws and never logs: addresses and answers hold secrets. */
export async function exchange<T>(
  { fetch, deadline }: Pick<ApiOptions, 'fetch' | 'deadline'>,
  url: string,
  init: RequestInit,
  read: Read<T>
): Promise<Outcome<T>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), deadline);
  try {
    // The Flex token is all that counts; a cookie of the service must not.
    const response = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store', signal: abort.signal });
    return await read(response);
  } catch (error) {
    if (abort.signal.aborted) return failure('timeout', 'No answer in time');
    // response.json() rejects with a SyntaxError when a proxy answers in HTML.
    return error instanceof SyntaxError
      ? failure('unreadable_answer', 'Unexpected answer')
      : failure('unreachable', 'No connection');
  } finally {
    clearTimeout(timer);
  }
}
