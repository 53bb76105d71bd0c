/** Where the agent's page of a call is: in Flex, in a browser window of its own, or closed while the call goes on. */
export type CallPlace = 'flex' | 'window' | 'closed';

/** What the header of one task shows. A task without an entry can start a call. */
export type Call =
  /** From the click until the customer's message is out; the session is known as soon as the service has answered. */
  | { readonly phase: 'starting'; readonly place: CallPlace; readonly session?: string }
  | {
      readonly phase: 'open' | 'ending';
      readonly place: CallPlace;
      readonly session: string;
      /** The customer's channel did not take the link. */
      readonly unsent?: true | undefined;
    };

/** By task SID. */
export type Calls = ReadonlyMap<string, Call>;

export type CallEvent =
  | { readonly type: 'start-clicked'; readonly task: string; readonly place: CallPlace }
  | { readonly type: 'session-known'; readonly task: string; readonly session: string }
  | { readonly type: 'started'; readonly task: string; readonly unsent?: true | undefined }
  | { readonly type: 'start-failed'; readonly task: string }
  | { readonly type: 'placed'; readonly task: string; readonly place: CallPlace }
  | { readonly type: 'end-clicked'; readonly task: string }
  | { readonly type: 'end-failed'; readonly task: string }
  | { readonly type: 'ended'; readonly task: string }
  /** The service says that there is this call, which was not known here. */
  | { readonly type: 'found'; readonly task: string; readonly session: string; readonly place: CallPlace }
  /** The task is over for this agent, whoever ended it. */
  | { readonly type: 'task-over'; readonly task: string };

function next(call: Call | undefined, event: CallEvent): Call | undefined {
  switch (event.type) {
    case 'start-clicked':
      return call ?? { phase: 'starting', place: event.place };
    case 'session-known':
      // An answer that arrives after the task is over must not bring its call back.
      return call?.phase === 'starting' ? { ...call, session: event.session } : call;
    case 'started':
      return call?.phase === 'starting' && call.session !== undefined
        ? { phase: 'open', place: call.place, session: call.session, unsent: event.unsent }
        : call;
    case 'start-failed':
      return call?.phase === 'starting' ? undefined : call;
    case 'found':
      return call ?? { phase: 'open', place: event.place, session: event.session };
    case 'placed':
      return call === undefined || call.place === event.place ? call : { ...call, place: event.place };
    case 'end-clicked':
      return call?.phase === 'open' ? { ...call, phase: 'ending' } : call;
    case 'end-failed':
      return call?.phase === 'ending' ? { ...call, phase: 'open' } : call;
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

/** What outlives a reload of Flex: the session of each task, where its page was, and whether its link was not sent. */
export type KeptCalls = Readonly<
  Record<string, { readonly session: string; readonly place: CallPlace; readonly unsent?: true | undefined }>
>;

/** One that was still starting is not kept: its message may not be out, and only starting again finds out. */
export function keptCalls(calls: Calls): KeptCalls {
  const kept: Record<string, KeptCalls[string]> = {};
  for (const [task, call] of calls)
    if (call.phase !== 'starting') kept[task] = { session: call.session, place: call.place, unsent: call.unsent };
  return kept;
}

const PLACES: readonly CallPlace[] = ['flex', 'window', 'closed'];

/** The inverse of keptCalls over whatever a browser's storage holds; what does not fit is left out. */
export function restoreCalls(stored: string | null): Calls {
  let kept: unknown;
  try {
    kept = JSON.parse(stored ?? '{}');
  } catch {
    return new Map();
  }
  if (typeof kept !== 'object' || kept === null) return new Map();
  const calls = new Map<string, Call>();
  for (const [task, call] of Object.entries(kept) as [string, unknown][]) {
    if (typeof call !== 'object' || call === null) continue;
    const { session, place, unsent } = call as { session?: unknown; place?: unknown; unsent?: unknown };
    const known = PLACES.find(each => each === place);
    if (typeof session === 'string' && session !== '' && known !== undefined)
      calls.set(task, { phase: 'open', session, place: known, unsent: unsent === true || undefined });
  }
  return calls;
}
