import { describe, expect, it } from 'vitest';
import { directionOf, languageFor, lookUp } from './language';

describe('looking a language up', () => {
  it.each([
    ['en', 'en'],
    ['pt-BR', 'pt'],
    ['es-419', 'es'],
    ['ar-Arab-EG', 'ar'],
    ['JA-jp', 'ja'],
    ['fr_CA', 'fr'],
    ['de-CH-x-phonebk', 'de'],
    ['ja-JP-u-ca-japanese', 'ja']
  ])('finds %s', (range, expected) => {
    expect(lookUp(range)).toBe(expected);
  });

  it.each(['', '*', 'nl', 'zh-Hant-TW', 'd', 'deu', 'x-de', '-de', 'i-klingon', 'en.UTF-8', 'constructor'])(
    'finds none for %j',
    range => {
      expect(lookUp(range)).toBeNull();
    }
  );
});

describe('the language of the page', () => {
  it.each([
    ['what was chosen here', { chosen: 'ja', locale: 'de-DE', browser: ['fr'] }, 'ja'],
    ['the browser’s', { chosen: null, locale: 'de-DE', browser: ['fr'] }, 'fr'],
    ['the browser’s first that we speak', { chosen: null, locale: undefined, browser: ['nl-NL', 'fr-BE', 'en'] }, 'fr'],
    ['the session’s where none of the browser’s is ours', { chosen: null, locale: 'it', browser: ['nl'] }, 'it'],
    ['the locale where the choice is none any more', { chosen: 'tlh', locale: 'es', browser: [] }, 'es'],
    ['English where the locale is empty', { chosen: '', locale: '', browser: [] }, 'en'],
    ['English where nothing is ours', { chosen: null, locale: 'nl', browser: ['sv', 'da'] }, 'en']
  ])('is %s', (_, wishes, expected) => {
    expect(languageFor(wishes)).toBe(expected);
  });

  it('runs from right to left in Arabic alone', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('ja')).toBe('ltr');
  });
});
