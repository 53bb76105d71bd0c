import { describe, expect, it } from 'vitest';
import { type Language, languageFor, LANGUAGES, STRINGS } from './languages';
import { VIDEO_CALL_STRINGS } from './VideoCallStrings';

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
const english = Object.entries(VIDEO_CALL_STRINGS);

describe.each(LANGUAGES.filter(language => language !== 'en'))('%s', language => {
  const strings: Readonly<Record<string, string>> = STRINGS[language];

  it('has every text and no other', () => {
    expect(Object.keys(strings).sort()).toEqual(english.map(([key]) => key).sort());
  });

  it('fills in what English fills in', () => {
    for (const [key, text] of english)
      expect([key, placeholders(strings[key] ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('is translated, and no chip is longer than its place', () => {
    const same = english.filter(([key, text]) => strings[key] === text && /Next|Problem|Done|Leave/.test(key));
    expect(same).toEqual([]);
    for (const [key, text] of Object.entries(strings)) {
      expect(text.trim()).toBe(text);
      if (key.startsWith('FlexVideoIs')) expect([key, text.length]).toEqual([key, Math.min(text.length, 24)]);
    }
  });

  it('says its own name and direction', () => {
    expect(strings.FlexVideoLanguage).toBe(language);
    expect(strings.FlexVideoDirection).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });
});

describe('languageFor', () => {
  it.each<[readonly (string | undefined)[], Language]>([
    [[], 'en'],
    [[undefined, 'de-AT'], 'de'],
    [['pt_BR', 'de'], 'pt'],
    [['nl', 'FR'], 'fr'],
    [['nl', '', 'xx-en'], 'en'],
    [['italian', 'ja'], 'ja']
  ])('%j → %s', (wishes, language) => {
    expect(languageFor(wishes)).toBe(language);
  });
});
