/** A message of the conversation as Flex has loaded it. */
export interface SentMessage {
  readonly body: string | null;
  /** 'sent', 'pending', 'undelivered' or 'failed'; Flex leaves it out where it has no receipt. */
  readonly deliveryStatus?: string | undefined;
}

const continuesLink = (next: string | undefined): boolean => next !== undefined && /[A-Za-z0-9_-]/.test(next);

function contains(body: string, link: string): boolean {
  for (let at = body.indexOf(link); at !== -1; at = body.indexOf(link, at + 1)) {
    if (!continuesLink(body[at + link.length])) return true;
  }
  return false;
}

/**
 * Whether the customer already has the link, so that starting again must not say it twice. A message that failed to be
 * delivered does not count, so that starting again repeats it.
 */
export function alreadyDelivered(messages: readonly SentMessage[], link: string): boolean {
  return messages.some(
    ({ body, deliveryStatus }) =>
      body !== null && deliveryStatus !== 'failed' && deliveryStatus !== 'undelivered' && contains(body, link)
  );
}
