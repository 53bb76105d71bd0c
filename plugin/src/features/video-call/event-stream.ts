/** One event of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html), as the service writes them. */
export interface StreamEvent {
  readonly event: string;
  readonly id: number | undefined;
  readonly data: unknown;
}

/** The events that are whole, and the text of one that is not yet. Comments, and what is no JSON, are left out. */
export function splitEvents(text: string): { readonly events: readonly StreamEvent[]; readonly rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.map(readBlock).filter((event): event is StreamEvent => event !== undefined), rest };
}

function readBlock(block: string): StreamEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
  }
  const id = Number(fields.get('id') ?? NaN);
  try {
    const data: unknown = JSON.parse(fields.get('data') ?? '');
    return { event: fields.get('event') ?? 'message', id: Number.isInteger(id) ? id : undefined, data };
  } catch {
    return undefined;
  }
}
