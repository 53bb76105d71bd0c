import { VIDEO_CALL_STRINGS, type VideoCallString } from './flex-hooks/strings/VideoCallStrings';

/** A sentence in the agent's language, with its placeholders filled. */
export type Text = (key: VideoCallString, values?: Readonly<Record<string, string>>) => string;

/** Puts the values where `{{name}}` stands, as Flex does in notifications; what has no value stays. */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** @param strings Flex's; asked anew each time, since an administrator's plugin may change them later */
export const textsFrom =
  (strings: () => object): Text =>
  (key, values = {}) => {
    const custom: unknown = Reflect.get(strings(), key);
    return fillIn(typeof custom === 'string' ? custom : VIDEO_CALL_STRINGS[key], values);
  };
