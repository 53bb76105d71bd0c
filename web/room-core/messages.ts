import type { Ending } from './closing';
import type { Kind, MissingReason } from './media-plan';
import type { Notice, RoomState } from './screen';
import type { Language } from './language';
import type { Messages } from './languages/en';
import english from './languages/en?compiled';
import type { InCallMessages } from './languages/en-in-call';

export type MessageKey = keyof Messages | keyof InCallMessages;
export type Values = Readonly<Record<string, string | number>>;
export type Sentences = Readonly<Record<string, (values: Values) => string>>;

const TRANSLATIONS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: Sentences }>>> = {
  es: () => import('./languages/es?compiled'),
  pt: () => import('./languages/pt?compiled'),
  fr: () => import('./languages/fr?compiled'),
  de: () => import('./languages/de?compiled'),
  it: () => import('./languages/it?compiled'),
  ar: () => import('./languages/ar?compiled'),
  ja: () => import('./languages/ja?compiled')
};

const IN_CALL: Readonly<Record<Language, () => Promise<{ default: Sentences }>>> = {
  en: () => import('./languages/en-in-call?compiled'),
  es: () => import('./languages/es-in-call?compiled'),
  pt: () => import('./languages/pt-in-call?compiled'),
  fr: () => import('./languages/fr-in-call?compiled'),
  de: () => import('./languages/de-in-call?compiled'),
  it: () => import('./languages/it-in-call?compiled'),
  ar: () => import('./languages/ar-in-call?compiled'),
  ja: () => import('./languages/ja-in-call?compiled')
};

let language: Language = 'en';
let spoken: Sentences = english;
/** Null until a call is near: nobody waits for its sentences before. */
let spokenInCall: Sentences | null = null;

/** From the answer on, say() speaks that language. Rejects, and changes nothing, when its table does not load. */
export async function speak(next: Language): Promise<void> {
  const table = next === 'en' ? english : (await TRANSLATIONS[next]()).default;
  const inCall = spokenInCall && (await IN_CALL[next]()).default;
  [language, spoken, spokenInCall] = [next, table, inCall];
}

/** From the answer on, say() has the sentences of the call, too. Rejects when their table does not load. */
export async function speakInCall(): Promise<void> {
  spokenInCall ??= (await IN_CALL[language]()).default;
}

/** The sentence with `values` for its arguments; in English, if the language lacks it. */
export function say(key: MessageKey, values: Values = {}): string {
  const sentence = spoken[key] ?? spokenInCall?.[key] ?? english[key];
  return sentence ? sentence(values) : key;
}

function meetsCustomers({ role }: Pick<RoomState, 'role'>): boolean {
  return role === 'agent' || role === 'supervisor';
}

/** The other side's name, or what to call it when the server told none. */
export function peerOf(state: Pick<RoomState, 'role' | 'peerName'>): string {
  return state.peerName ?? say(meetsCustomers(state) ? 'customer' : 'agent');
}

/** The same for a sentence that has words of its own for a side without a name. */
export function peerIn({ role, peerName }: Pick<RoomState, 'role' | 'peerName'>): Values {
  const unnamed = meetsCustomers({ role }) ? 'customer' : 'agent';
  return { name: peerName ?? '', peer: peerName === null ? unnamed : 'named' };
}

export function titleOf(ending: Ending): string {
  return say(`${ending}_title`);
}

export function textOf(ending: Ending, role: RoomState['role']): string {
  return ending === 'left' && meetsCustomers({ role }) ? say('agent_left_text') : say(`${ending}_text`);
}

export function noticeOf(notice: Notice): string {
  return say(notice);
}

/** What is wrong with camera or microphone, and, before the call, that one may join without. */
export function missingOf(kinds: readonly Kind[], why: MissingReason, inCall: boolean): string {
  const which = kinds.length > 1 ? 'both' : (kinds[0] ?? 'both');
  const fact = say(`${which}_${why}`);
  return inCall ? fact : `${fact} ${say('join_anyway', { kinds: which })}`;
}
