import { isImage } from './images';
import type { GuestRole, RecordingAction } from '../../wire';

/** What a call page may ask for. One more is a line here, a reader below, and a handler in act-handlers.ts. */
export interface Acts {
  readonly admit: { readonly visit: string };
  readonly deny: { readonly visit: string };
  readonly remove: { readonly visit: string };
  readonly record: { readonly action: RecordingAction };
  /** Says the customer's link in the conversation once more. */
  readonly resend: object;
  /** Gives the customer's link. */
  readonly link: object;
  readonly invite: { readonly role: GuestRole };
  readonly revoke: { readonly invite: number };
  /** Keeps a picture with the session. */
  readonly keep: { readonly image: Blob };
  /** Gives one of its pictures. */
  readonly still: { readonly still: string };
}

export type ActName = keyof Acts;
export type Act = { readonly [Name in ActName]: { readonly name: Name; readonly asked: Acts[Name] } }[ActName];

type Fields = Readonly<Record<string, unknown>>;
type Readers = { readonly [Name in ActName]: (fields: Fields) => Acts[Name] | undefined };

const ACTIONS: readonly RecordingAction[] = ['start', 'pause', 'stop'];
const ROLES: readonly GuestRole[] = ['customer', 'relative', 'interpreter'];

// What an id may look like: it goes into an address.
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const readVisit = ({ visit }: Fields) => (isId(visit) ? { visit } : undefined);

const READERS: Readers = {
  admit: readVisit,
  deny: readVisit,
  remove: readVisit,
  record: fields => {
    const action = ACTIONS.find(each => each === fields.action);
    return action && { action };
  },
  resend: () => ({}),
  link: () => ({}),
  invite: fields => {
    const role = ROLES.find(each => each === fields.role);
    return role && { role };
  },
  revoke: ({ invite }) => (Number.isInteger(invite) && Number(invite) >= 0 ? { invite: Number(invite) } : undefined),
  keep: ({ image }) => (isImage(image) ? { image } : undefined),
  still: ({ still }) => (isId(still) ? { still } : undefined)
};

const isName = (name: unknown): name is ActName => typeof name === 'string' && Object.keys(READERS).includes(name);

/** @returns undefined for what is no act, or lacks what its act needs */
export function readAct(data: unknown): Act | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const fields = data as Fields;
  const { name } = fields;
  if (!isName(name)) return undefined;
  const asked = READERS[name](fields);
  return asked && ({ name, asked } as Act);
}
