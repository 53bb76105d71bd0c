/** What the sandbox tells a customer's phone. */
export interface PhoneMessage {
  readonly index: number;
  readonly name: string;
  readonly body: string;
  readonly mine: boolean;
  /** How it travels when it is an SMS. */
  readonly sms?: SmsSize;
}

export interface SmsSize {
  readonly encoding: string;
  readonly units: number;
  readonly segments: number;
  /** Units that its segments hold together. */
  readonly room: number;
}

export type PhoneEvent =
  | { readonly kind: 'message'; readonly message: PhoneMessage }
  | { readonly kind: 'joined' | 'left' | 'typing'; readonly name: string };

function isMessage(value: unknown): value is PhoneMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { index, name, body, mine } = value as Record<string, unknown>;
  return typeof index === 'number' && typeof name === 'string' && typeof body === 'string' && typeof mine === 'boolean';
}

/** @returns undefined for an event this page does not know */
export function readEvent(data: string): PhoneEvent | undefined {
  const event: unknown = JSON.parse(data);
  if (typeof event !== 'object' || event === null) return undefined;
  const fields = event as Record<string, unknown>;
  if (isMessage(fields.message)) return { kind: 'message', message: fields.message };
  for (const kind of ['joined', 'left', 'typing'] as const) {
    const name = fields[kind];
    if (typeof name === 'string') return { kind, name };
  }
  return undefined;
}
