import { fieldsOf } from './decode';
import type { GuestRole, RecordingAction } from './wire';

/** What the page may ask of the plugin: what it needs, and what the plugin gives. One more is a line here and a decoder below. */
export interface Acts {
  admit: { asked: { visit: string }; answer: null };
  deny: { asked: { visit: string }; answer: null };
  remove: { asked: { visit: string }; answer: null };
  record: { asked: { action: RecordingAction }; answer: null };
  /** Says the customer's link in the conversation once more. */
  resend: { asked: object; answer: null };
  link: { asked: object; answer: { link: string } };
  invite: { asked: { role: GuestRole }; answer: { link: string; invite: number } };
  revoke: { asked: { invite: number }; answer: null };
  /** Keeps a picture with the session. */
  keep: { asked: { image: Blob }; answer: null };
  /** Gives one of its pictures. */
  still: { asked: { still: string }; answer: { image: Blob } };
}

export type ActName = keyof Acts;

type Decoders = { readonly [Name in ActName]: (value: unknown) => Acts[Name]['answer'] | undefined };

const nothing = (): null => null;

/** A link goes into a QR code and onto the clipboard: nothing but an address may be one. */
function linkIn(value: unknown): string | undefined {
  const link = fieldsOf(value)?.['link'];
  return typeof link === 'string' && /^https?:\/\/[^\s]+$/.test(link) ? link : undefined;
}

const DECODERS: Decoders = {
  admit: nothing,
  deny: nothing,
  remove: nothing,
  record: nothing,
  resend: nothing,
  link(value) {
    const link = linkIn(value);
    return link === undefined ? undefined : { link };
  },
  invite(value) {
    const link = linkIn(value);
    const invite = fieldsOf(value)?.['invite'];
    return link === undefined || typeof invite !== 'number' ? undefined : { link, invite };
  },
  revoke: nothing,
  keep: nothing,
  still(value) {
    const image = fieldsOf(value)?.['image'];
    return image instanceof Blob && /^image\/(jpeg|png)$/.test(image.type) ? { image } : undefined;
  }
};

/** Undefined when the value is not what this act is answered with. */
export function decodeActAnswer<Name extends ActName>(name: Name, value: unknown): Acts[Name]['answer'] | undefined {
  return DECODERS[name](value);
}
