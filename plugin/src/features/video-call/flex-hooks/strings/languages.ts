import { ar } from './ar';
import { de } from './de';
import { es } from './es';
import { fr } from './fr';
import { it } from './it';
import { ja } from './ja';
import { pt } from './pt';
import { VIDEO_CALL_STRINGS, type VideoCallStrings } from './VideoCallStrings';

/** The languages of the call page, as BCP 47 names them. */
export const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'ar', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

export const STRINGS: Readonly<Record<Language, VideoCallStrings>> = {
  en: VIDEO_CALL_STRINGS,
  es,
  pt,
  fr,
  de,
  it,
  ar,
  ja
};

const spoken = (tag: string): Language | undefined =>
  LANGUAGES.find(language => language === tag.toLowerCase().split(/[-_]/)[0]);

/** The first of the wished ones, by their tags, that we speak; English if there is none. */
export function languageFor(wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    const found = wish === undefined ? undefined : spoken(wish);
    if (found !== undefined) return found;
  }
  return 'en';
}
