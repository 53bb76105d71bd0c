import { LANGUAGES, type Language } from '../room-core/language';

const KEY = 'flex-video.language';

/** What the person has chosen on this device; null also where the browser keeps nothing for this page. */
export function chosenLanguage(storage: () => Storage): Language | null {
  try {
    const kept = storage().getItem(KEY);
    return LANGUAGES.find(each => each === kept) ?? null;
  } catch {
    return null;
  }
}

export function keepChosenLanguage(storage: () => Storage, language: Language): void {
  try {
    storage().setItem(KEY, language);
  } catch {
    // It then holds for this visit only.
  }
}
