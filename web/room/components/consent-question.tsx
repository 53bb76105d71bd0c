import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Consent, ConsentEvent } from '../../room-core/consent';
import { say } from '../../room-core/messages';
import type { Store } from '../../room-core/store';
import { useReadable } from './use-readable';

/** Where calls may be recorded: the text, and the tick without which Join only points here. */
export function ConsentQuestion({ consent }: { consent: Store<Consent, ConsentEvent> }): JSX.Element | null {
  const asked = useReadable(consent);
  const box = useRef<HTMLInputElement>(null);
  const id = useId();
  const missed = asked?.missed ?? false;
  useEffect(() => {
    if (missed) box.current?.focus();
  }, [missed]);
  if (asked === null) return null;
  return (
    <section class="consent" aria-labelledby={`${id}-heading`} data-missed={missed}>
      <h2 id={`${id}-heading`}>{say('consent_heading')}</h2>
      <p id={`${id}-text`}>{say('consent_text')}</p>
      <label class="consent-tick">
        <input
          ref={box}
          type="checkbox"
          checked={asked.given}
          aria-required
          aria-invalid={missed}
          aria-describedby={`${id}-text ${id}-needed`}
          onChange={event => consent.dispatch({ type: 'ticked', given: event.currentTarget.checked })}
        />
        {say('consent_agree')}
      </label>
      <p id={`${id}-needed`} class="consent-needed" role="alert">
        {missed && say('consent_needed')}
      </p>
    </section>
  );
}
