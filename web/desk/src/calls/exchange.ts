/** A call to one of Twilio's APIs and its answer, as the sandbox tells it. Secrets are out of it already. */
export interface Exchange {
  readonly id: number;
  readonly at: string;
  readonly from: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

const texts = ['at', 'from', 'method', 'host', 'path', 'body', 'answer'] as const;

/** @returns undefined for what is no exchange */
export function readExchange(data: string): Exchange | undefined {
  let told: unknown;
  try {
    told = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (typeof told !== 'object' || told === null) return undefined;
  const fields = told as Record<string, unknown>;
  if (typeof fields['id'] !== 'number' || typeof fields['status'] !== 'number') return undefined;
  return texts.every(name => typeof fields[name] === 'string') ? (told as Exchange) : undefined;
}

/** The products that a newcomer has heard of, by the hosts their APIs live on. */
const apis: Readonly<Record<string, string>> = {
  'aim.us1.twilio.com': 'Conversations',
  'conversations.twilio.com': 'Conversations',
  'cds.us1.twilio.com': 'Sync',
  'event-bridge.twilio.com': 'TaskRouter',
  'taskrouter.twilio.com': 'TaskRouter',
  'iam.twilio.com': 'IAM',
  'flex-api.twilio.com': 'Flex',
  'flex.twilio.com': 'Flex'
};

export function apiOf(host: string): string {
  return apis[host] ?? 'Other';
}
export const apiNames: readonly string[] = [...new Set(Object.values(apis))].sort();

/** A text as a person reads it: JSON on lines of its own, a form a field a line. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return /^[\w.]+=/.test(text) ? text.split('&').join('\n') : text;
  }
}
