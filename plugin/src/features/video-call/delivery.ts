/** A message of the conversation as Flex has loaded it. */
export interface SentMessage {
  readonly body: string | null;
  /** 'sent', 'pending', 'undelivered' or 'failed'; Flex leaves it out where it has no receipt. */
  readonly deliveryStatus?: string | undefined;
  /** The session whose link it brings, as this plugin has noted it in the message's attributes. */
  readonly session?: string | undefined;
  /** What the channel says has come of it; a webchat says nothing. */
  readonly delivered?: boolean;
  readonly read?: boolean;
}

/** What became of the message with a link. */
export type Receipt = 'sent' | 'delivered' | 'read' | 'failed';

const continuesLink = (next: string | undefined): boolean => next !== undefined && /[A-Za-z0-9_-]/.test(next);

function contains(body: string, link: string): boolean {
  for (let at = body.indexOf(link); at !== -1; at = body.indexOf(link, at + 1)) {
    if (!continuesLink(body[at + link.length])) return true;
  }
  return false;
}

const hasFailed = ({ deliveryStatus }: SentMessage): boolean =>
  deliveryStatus === 'failed' || deliveryStatus === 'undelivered';

/**
 * Whether the customer already has the link, so that starting again must not say it twice. A message that failed to be
 * delivered does not count, so that starting again repeats it.
 */
export function alreadyDelivered(messages: readonly SentMessage[], link: string): boolean {
  return messages.some(message => message.body !== null && !hasFailed(message) && contains(message.body, link));
}

/** Of the newest message that brought this session's link. @returns undefined when there is none */
export function receiptOf(messages: readonly SentMessage[], session: string): Receipt | undefined {
  const newest = messages.filter(message => message.session === session).pop();
  if (newest === undefined) return undefined;
  if (hasFailed(newest)) return 'failed';
  if (newest.read === true) return 'read';
  return newest.delivered === true ? 'delivered' : 'sent';
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** The attributes of a message that brings a session's link. Without the link: it stands in the message. */
export const linkAttributes = (session: string) => ({ flex_video: { session } });

/** The inverse of linkAttributes, over whatever attributes a message has. */
export function sessionOfAttributes(attributes: unknown): string | undefined {
  const { session } = fieldsOf(fieldsOf(attributes).flex_video);
  return typeof session === 'string' && session !== '' ? session : undefined;
}
