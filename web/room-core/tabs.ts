// What two tabs of one browser say to each other about one call, so that neither throws the other out unasked.

import { fieldsOf, oneOf } from './decode';

/** `ask` for a tab that is in the call, its answer `here`, and `move` when the person wants the call in the asking one. */
export type TabWord = 'ask' | 'here' | 'move';

const WORDS: readonly TabWord[] = ['ask', 'here', 'move'];

export function tabMessage(word: TabWord, link: string): { word: TabWord; link: string } {
  return { word, link };
}

/** The word when it is about the call of this link; null for another call and for anything that is no word. */
export function readTabMessage(data: unknown, link: string): TabWord | null {
  const fields = fieldsOf(data);
  return fields?.['link'] === link ? oneOf(WORDS, fields['word']) : null;
}
