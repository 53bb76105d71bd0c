import { parse, type Token } from '@messageformat/parser';
import { describe, expect, it } from 'vitest';
import { type Language, LANGUAGES } from '../language';
import { type MessageKey, say, speak } from '../messages';
import arBase from './ar';
import arInCall from './ar-in-call';
import deBase from './de';
import deInCall from './de-in-call';
import enBase from './en';
import enInCall from './en-in-call';
import esBase from './es';
import esInCall from './es-in-call';
import frBase from './fr';
import frInCall from './fr-in-call';
import it_Base from './it';
import it_InCall from './it-in-call';
import jaBase from './ja';
import jaInCall from './ja-in-call';
import ptBase from './pt';
import ptInCall from './pt-in-call';

type Table = Readonly<Record<MessageKey, string>>;

const en: Table = { ...enBase, ...enInCall };
const TABLES: Readonly<Record<Language, Table>> = {
  en,
  es: { ...esBase, ...esInCall },
  pt: { ...ptBase, ...ptInCall },
  fr: { ...frBase, ...frInCall },
  de: { ...deBase, ...deInCall },
  it: { ...it_Base, ...it_InCall },
  ar: { ...arBase, ...arInCall },
  ja: { ...jaBase, ...jaInCall }
};
/** Words of Latin letters that stand in every language. */
const NAMES = ['Flex', 'Safari', 'Chrome', 'Edge', 'Firefox', 'Samsung', 'Internet', 'WhatsApp'].concat([
  'Windows',
  'macOS',
  'Android',
  'iOS',
  'iPhone',
  'iPad',
  'ChromeOS',
  'QR',
  'https'
]);
const KEYS = Object.keys(en) as MessageKey[];
const translations = LANGUAGES.filter(each => each !== 'en').map(each => [each, TABLES[each]] as const);
const all = LANGUAGES.map(each => [each, TABLES[each]] as const);

/** Every argument with what is done with it, and a select's cases: what a translation may not change. */
function argumentsOf(tokens: readonly Token[]): string[] {
  const found = tokens.flatMap(token => {
    if (!('arg' in token)) return [];
    if (!('cases' in token)) return [`${token.arg} ${token.type}`];
    const inside = token.cases.flatMap(({ tokens: each }) => argumentsOf(each));
    const cases = token.type === 'select' ? token.cases.map(({ key }) => key).sort() : [];
    return [`${token.arg} ${token.type} ${cases.join()}`, ...inside];
  });
  return [...new Set(found)].sort();
}

function pluralsIn(tokens: readonly Token[]): string[][] {
  return tokens.flatMap(token => {
    if (!('cases' in token)) return [];
    const own = token.type === 'plural' ? [token.cases.map(({ key }) => key)] : [];
    return [...own, ...token.cases.flatMap(each => pluralsIn(each.tokens))];
  });
}

/** In letters of Latin width; those of Japanese are as wide as two. */
const widthOf = (text: string): number => text.replace(/[\u3000-\u9fff\uff00-\uffef]/g, '__').length;

describe.each(all)('the table of %s', (language, table) => {
  it('has every key and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect(table[key].trim(), key).not.toBe('');
  });

  it('has the arguments of English', () => {
    for (const key of KEYS) expect(argumentsOf(parse(table[key])), key).toEqual(argumentsOf(parse(en[key])));
  });

  it('has all plural categories of the language', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    for (const key of KEYS) {
      for (const cases of pluralsIn(parse(table[key]))) {
        expect(cases.filter(each => !each.startsWith('=')).sort(), key).toEqual(categories);
      }
    }
  });

  it.each<[string, number, number, MessageKey[]]>([
    [
      'a control',
      15,
      10,
      ['mute', 'unmute', 'camera_off_short', 'camera_on_short', 'leave', 'end_call', 'ending_call']
    ],
    ['a control among five', 10, 10, ['devices_short', 'flip_camera_short', 'share_start_short', 'share_stop_short']],
    ['a banner’s button', 20, 14, ['sound_on', 'dismiss']],
    ['a button', 22, 14, ['join', 'rejoin', 'retry', 'leave']],
    ['a title', 64, 22, KEYS.filter(key => key.endsWith('_title') && key !== 'call_title')]
  ])('has room on %s', (_, most, longestWord, keys) => {
    for (const key of keys) {
      expect(widthOf(table[key]), table[key]).toBeLessThanOrEqual(most);
      if (language === 'ja') continue; // its lines break anywhere
      for (const word of table[key].split(/\s/)) expect(widthOf(word), word).toBeLessThanOrEqual(longestWord);
    }
  });

  it('calls the end of a shared screen otherwise than that of the call', () => {
    expect(table.share_stop_short).not.toBe(table.end_call);
    expect(table.share_stop_short).not.toBe(table.leave);
  });

  it('has the label of a control in its name, so that it can be called by what is seen', () => {
    for (const [label, name] of [
      ['camera_off_short', 'camera_off'],
      ['camera_on_short', 'camera_on'],
      ['flip_camera_short', 'flip_camera'],
      ['share_start_short', 'share_start'],
      ['share_stop_short', 'share_stop']
    ] as const) {
      expect(table[name].toLowerCase(), name).toContain(table[label].toLowerCase());
    }
  });

  it('uses no straight apostrophe, which ICU MessageFormat reads as a quote', () => {
    for (const key of KEYS) expect(table[key], key).not.toContain("'");
  });
});

describe.each(translations)('no English is left in %s', (language, table) => {
  it('by accident', () => {
    const words = ['ar', 'ja'].includes(language)
      ? /[A-Za-z]+/g
      : /\b(?:the|you|your|this|that|call|with|and|please|camera is|again|has|have|not)\b/gi;
    const names = NAMES;
    for (const key of KEYS) {
      expect(table[key], key).not.toBe(en[key]);
      const text = textOf(parse(table[key]));
      expect(
        (text.match(words) ?? []).filter(word => !names.includes(word)),
        key
      ).toEqual([]);
    }
  });
});

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      if (token.type === 'content') return token.value;
      return 'cases' in token ? token.cases.map(each => textOf(each.tokens)).join(' ') : ' ';
    })
    .join('');
}

describe('counting in Arabic', () => {
  it.each([
    [0, 'لا أحد في المكالمة'],
    [1, 'أنت وحدك في المكالمة'],
    [2, 'شخصان في المكالمة'],
    [3, /أشخاص/],
    [11, /شخصًا/],
    [100, /شخص /]
  ])('has a form for %i', async (count, expected) => {
    await speak('ar');
    expect(say('participants', { count })).toMatch(expected);
    await speak('en');
  });
});
