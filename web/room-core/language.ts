/** Those the page speaks, as BCP 47 names them. */
export const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'ar', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each as those who speak it call it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  ar: 'العربية',
  ja: '日本語'
};

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** RFC 4647's lookup: the range loses its last subtag until it is one of ours, and with a subtag the single letter before it. */
export function lookUp(range: string): Language | null {
  const subtags = range.toLowerCase().split(/[-_]/);
  while (subtags.length > 0) {
    const tag = subtags.join('-');
    const found = LANGUAGES.find(each => each === tag);
    if (found) return found;
    subtags.pop();
    if (subtags.at(-1)?.length === 1) subtags.pop();
  }
  return null;
}

export interface Wishes {
  /** What this person has chosen on this device. */
  chosen: string | null;
  /** The session's: what the agent's side takes for the customer's, often its own. */
  locale: string | undefined;
  /** The browser's, the dearest first. */
  browser: readonly string[];
}

/** The first wish that we speak; English if there is none. A phone knows its owner better than the agent's side does. */
export function languageFor({ chosen, locale, browser }: Wishes): Language {
  for (const wish of [chosen, ...browser, locale]) {
    const found = wish ? lookUp(wish) : null;
    if (found) return found;
  }
  return 'en';
}
