/** What the header of one task shows. A task without an entry can start a call. */
export type Call =
  /** From the click until the customer's message is out; the session is known as soon as the service has answered. */
  | { readonly phase: 'starting'; readonly session?: string }
  | { readonly phase: 'open'; readonly session: string }
  | { readonly phase: 'ending'; readonly session: string };

/** By task SID. */
export type Calls = ReadonlyMap<string, Call>;

export type CallEvent =
  | { readonly type: 'start-clicked'; readonly task: string }
  | { readonly type: 'session-known'; readonly task: string; readonly session: string }
  | { readonly type: 'started'; readonly task: string }
  | { readonly type: 'start-failed'; readonly task: string }
  | { readonly type: 'end-clicked'; readonly task: string }
  | { readonly type: 'end-failed'; readonly task: string }
  | { readonly type: 'ended'; readonly task: string }
  /** The task is over for this agent, whoever ended it. */
  | { readonly type: 'task-over'; readonly task: string };

function next(call: Call | undefined, event: CallEvent): Call | undefined {
  switch (event.type) {
    case 'start-clicked':
      return call ?? { phase: 'starting' };
    case 'session-known':
      // An answer that arrives after the task is over must not bring its call back.
      return call?.phase === 'starting' ? { phase: 'starting', session: event.session } : call;
    case 'started':
      return call?.phase === 'starting' && call.session !== undefined ? { phase: 'open', session: call.session } : call;
    case 'start-failed':
      return call?.phase === 'starting' ? undefined : call;
    case 'end-clicked':
      return call?.phase === 'open' ? { phase: 'ending', session: call.session } : call;
    case 'end-failed':
      return call?.phase === 'ending' ? { phase: 'open', session: call.session } : call;
    case 'ended':
    case 'task-over':
      return undefined;
  }
}

/** @returns the same map when the event changes nothing, so that nothing is drawn again */
export function reduceCalls(calls: Calls, event: CallEvent): Calls {
  const before = calls.get(event.task);
  const after = next(before, event);
  if (after === before) return calls;
  const changed = new Map(calls);
  if (after === undefined) changed.delete(event.task);
  else changed.set(event.task, after);
  return changed;
}

/** The task whose call has this session, or undefined. */
export function taskOfSession(calls: Calls, session: string): string | undefined {
  for (const [task, call] of calls) {
    if (call.session === session) return task;
  }
  return undefined;
}

/**
 * Sessions by task that outlive a reload of Flex. One that was still starting does not: its message may not be out, and only
 * starting again finds out.
 */
export function keptSessions(calls: Calls): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [task, call] of calls) if (call.phase !== 'starting') kept[task] = call.session;
  return kept;
}

/** The inverse of keptSessions over whatever a browser's storage holds; what does not fit is left out. */
export function restoreCalls(stored: string | null): Calls {
  let kept: unknown;
  try {
    kept = JSON.parse(stored ?? '{}');
  } catch {
    return new Map();
  }
  if (typeof kept !== 'object' || kept === null) return new Map();
  const calls = new Map<string, Call>();
  for (const [task, session] of Object.entries(kept)) {
    if (typeof session === 'string' && session !== '') calls.set(task, { phase: 'open', session });
  }
  return calls;
}
