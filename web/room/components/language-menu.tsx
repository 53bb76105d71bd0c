import type { JSX } from 'preact';
import { type Language, LANGUAGE_NAMES, LANGUAGES } from '../../room-core/language';
import { say } from '../../room-core/messages';
import { Icon } from './icons';

export interface LanguageChoice {
  current: Language;
  choose: (language: Language) => void;
}

/** Each language by its own name, so that who reads none of the others finds it. */
export function LanguageMenu({ current, choose }: LanguageChoice): JSX.Element {
  return (
    <label class="language">
      <Icon name="language" />
      <span class="unseen">{say('language')}</span>
      <select value={current} onChange={event => choose(event.currentTarget.value as Language)}>
        {LANGUAGES.map(each => (
          <option key={each} value={each} lang={each}>
            {LANGUAGE_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
