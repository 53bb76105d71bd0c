/** The channels that the desk has a phone for, in the order of their tabs. */
export const channels = ['web', 'whatsapp', 'sms'] as const;
export type Channel = (typeof channels)[number];

/** A customer's conversation with its newest task, as the sandbox lists it, oldest first. */
export interface Conversation {
  readonly sid: string;
  readonly customerName: string;
  readonly channelType: string;
  /** Where the channel reaches the customer; a webchat has no address. */
  readonly customerAddress?: string;
  readonly reservationSid?: string;
  /** Identity of who holds the task. */
  readonly agent?: string;
  readonly status?: string;
}

export interface Agent {
  readonly identity: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** The customer whose phone is shown for a channel: the one who came last. */
export function customerOf(all: readonly Conversation[], channel: Channel): Conversation | undefined {
  return all.filter(({ channelType }) => channelType === channel).at(-1);
}

/** Two who answer customers: the first is shown first. */
export function deskAgents(staff: readonly Agent[]): readonly Agent[] {
  return staff.filter(({ roles }) => roles.includes('agent')).slice(0, 2);
}

/** Why the task cannot be handed over now, in words for the desk, or who gets it. */
export function transferOf(
  conversation: Conversation | undefined,
  agents: readonly Agent[]
): { readonly to: Agent; readonly reservation: string } | { readonly refusal: string } {
  if (conversation?.reservationSid === undefined) return { refusal: 'There is no customer on this channel yet.' };
  const holder = agents.find(({ identity }) => identity === conversation.agent);
  if (conversation.status !== 'accepted')
    return { refusal: `${holder?.name ?? 'The agent'} has not accepted this task: click Accept in Flex first.` };
  const to = agents.find(({ identity }) => identity !== conversation.agent);
  return to === undefined ? { refusal: 'There is no second agent.' } : { to, reservation: conversation.reservationSid };
}

interface Guest {
  readonly name: string;
  readonly lines: readonly string[];
}

const guests: Readonly<Record<Channel, readonly Guest[]>> = {
  web: [
    { name: 'Cleo Marsh', lines: ['Hi, the status light blinks red.', 'It still blinks.', 'Can I show you?'] },
    { name: 'Omar Haddad', lines: ['Good morning, I need help with my order.', 'Shall I hold it to the camera?'] }
  ],
  whatsapp: [
    { name: 'Wanda Ruiz', lines: ['Hola, my thermostat shows E4', 'I pressed it twice.', 'Can you see it?'] },
    { name: 'Kenji Ito', lines: ['Hello! Which cable goes where?', 'The left one is loose, I think.'] }
  ],
  sms: [
    { name: 'Sam Okafor', lines: ['The door lock will not pair.', 'Tried again, same beep.', 'Ready when you are.'] },
    { name: 'Lena Vogt', lines: ['My delivery came with a dent.', 'Photo or video?'] }
  ]
};

const guestOf = (channel: Channel, ordinal: number): Guest => {
  const names = guests[channel];
  const guest = names[ordinal % names.length];
  if (guest === undefined) throw new RangeError(`no guest for ${channel}`);
  return guest;
};

/** Who comes next on a channel, and what he or she writes first. */
export function nextGuest(
  all: readonly Conversation[],
  channel: Channel
): { readonly name: string; readonly line: string } {
  const { name, lines } = guestOf(channel, all.filter(({ channelType }) => channelType === channel).length);
  return { name, line: lines[0] ?? '' };
}

/** What a customer writes as his `ordinal`-th message from the desk's button, from 0. */
export function nextLine(channel: Channel, customerName: string, ordinal: number): string {
  const known = guests[channel].find(({ name }) => name === customerName) ?? guestOf(channel, 0);
  return known.lines[(ordinal + 1) % known.lines.length] ?? '';
}

/**
 * The origin under which this machine is another device to a browser: cookies do not go from `127.0.0.1` to `localhost`.
 *
 * @returns undefined unless `origin` is loopback
 */
export function otherDevice(origin: string): string | undefined {
  const url = new URL(origin);
  if (url.hostname === '127.0.0.1') url.hostname = 'localhost';
  else if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  else return undefined;
  return url.origin;
}
