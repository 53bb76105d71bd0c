import { type Language, LANGUAGES } from './flex-hooks/strings/languages';

/** Texts of an account for the message with the link: by channel as Flex calls it (sms, whatsapp, web, …) or `any`, and language. */
export type MessageTemplates = Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>;

/** Where the link goes in a text. */
export const LINK = '{link}';
/** Twilio takes 1,600 characters; of the link itself we know that it is never this long. */
const LONGEST_TEXT = 1_400;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= LONGEST_TEXT && value.split(LINK).length === 2;

const isTexts = (value: unknown): boolean =>
  isFields(value) &&
  Object.entries(value).every(([language, text]) => LANGUAGES.some(known => known === language) && isText(text));

/** @returns undefined unless every text holds {link} once, under a language of ours, under a channel */
export function readTemplates(value: unknown): MessageTemplates | undefined {
  if (!isFields(value)) return undefined;
  const usable = Object.entries(value).every(([channel, texts]) => /^[a-z]+$/.test(channel) && isTexts(texts));
  return usable ? (value as MessageTemplates) : undefined;
}

export interface Addressee {
  /** Undefined where Flex does not know the task. */
  readonly channel: string | undefined;
  /** BCP 47; undefined where nobody has said. */
  readonly locale: string | undefined;
}

/** The account's own text for that channel and language with the link in it; without one, the service's message. */
export function messageFor(
  templates: MessageTemplates,
  { channel, locale }: Addressee,
  { message, customerLink }: { readonly message: string; readonly customerLink: string }
): string {
  const primary = locale?.split(/[-_]/)[0]?.toLowerCase();
  const language = LANGUAGES.find(known => known === primary) ?? 'en';
  const textsOf = (name: string) => Object.entries(templates).find(([each]) => each === name)?.[1];
  const text = textsOf(channel?.toLowerCase() ?? 'any')?.[language] ?? textsOf('any')?.[language];
  // Not as a pattern: a link may hold what String.replace takes for one.
  return text === undefined ? message : text.split(LINK).join(customerLink);
}
