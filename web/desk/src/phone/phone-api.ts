import { readEvent } from './phone-events';
import type { PhoneEvent } from './phone-events';

/** The sandbox's side of one customer's phone. */
export interface PhoneApi {
  /** Brings the conversation so far, then what happens; reconnects by itself and then repeats the conversation. */
  listen(onEvent: (event: PhoneEvent) => void): void;
  say(body: string): Promise<boolean>;
  typing(): void;
  read(index: number): void;
}

export function createPhoneApi(conversation: string): PhoneApi {
  const base = `/sandbox/phone/${encodeURIComponent(conversation)}`;
  const post = async (act: string, body: object): Promise<boolean> => {
    try {
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch(`${base}/${act}`, request)).ok;
    } catch {
      return false;
    }
  };
  return {
    listen: onEvent => {
      new EventSource(`${base}/events`).addEventListener('message', ({ data }: MessageEvent<string>) => {
        const event = readEvent(data);
        if (event !== undefined) onEvent(event);
      });
    },
    say: body => post('messages', { body }),
    typing: () => void post('typing', {}),
    read: index => void post('read', { index })
  };
}
