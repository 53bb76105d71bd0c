import type { VideoCallString, VideoCallStrings } from './flex-hooks/strings/VideoCallStrings';

/** A sentence in the agent's language, with its placeholders filled. */
export type Text = (key: VideoCallString, values?: Readonly<Record<string, string>>) => string;

/** Puts the values where `{{name}}` stands, as Flex does in notifications; what has no value stays. */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * @param strings Flex's; asked anew each time, since an administrator's plugin may change them later
 * @param otherwise ours, for what is not there or no text
 */
export const textsFrom =
  (strings: () => object, otherwise: VideoCallStrings): Text =>
  (key, values = {}) => {
    const custom: unknown = Reflect.get(strings(), key);
    return fillIn(typeof custom === 'string' ? custom : otherwise[key], values);
  };

/** The attributes of an element whose words are in the agent's language, which need not be that of Flex's page. */
export const spokenIn = (text: Text) =>
  ({ lang: text('FlexVideoLanguage'), dir: text('FlexVideoDirection') === 'rtl' ? 'rtl' : 'ltr' }) as const;
