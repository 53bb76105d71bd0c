import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../room-core/messages';
import { LONGEST_COMMENT, RATINGS, ratingOf } from '../../room-core/rating';
import type { PageSignalRequest } from '../../room-core/wire';

/** One question after the call, which nobody has to answer. */
export function Rating({ onRate }: { onRate: (rating: PageSignalRequest) => void }): JSX.Element {
  const [value, setValue] = useState<number | null>(null);
  const [comment, setComment] = useState('');
  const [sent, setSent] = useState(false);
  const thanks = useRef<HTMLParagraphElement>(null);
  // The button that was pressed is gone.
  useEffect(() => thanks.current?.focus(), [sent]);
  if (sent) {
    return (
      <p ref={thanks} class="rating-thanks" tabIndex={-1}>
        {say('rating_thanks')}
      </p>
    );
  }
  const rating = ratingOf(value, comment);
  const send = (event: Event): void => {
    event.preventDefault();
    if (!rating) return;
    onRate(rating);
    setSent(true);
  };
  return (
    <form class="rating" onSubmit={send}>
      <fieldset>
        <legend>{say('rating_question')}</legend>
        <div class="rating-values">
          {RATINGS.map(each => (
            <label key={each} class="rating-value">
              <input
                type="radio"
                name="rating"
                class="unseen"
                value={each}
                checked={value === each}
                aria-label={say('rating_value', { value: String(each), best: String(RATINGS.length) })}
                onChange={() => setValue(each)}
              />
              <span aria-hidden="true">{each}</span>
            </label>
          ))}
        </div>
        <div class="rating-ends" aria-hidden="true">
          <span>{say('rating_worst')}</span>
          <span>{say('rating_best')}</span>
        </div>
      </fieldset>
      {rating && (
        <>
          <label class="rating-comment">
            {say('rating_comment')}
            <textarea
              rows={3}
              maxLength={LONGEST_COMMENT}
              value={comment}
              onInput={event => setComment(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button quiet">
            {say('rating_send')}
          </button>
        </>
      )}
    </form>
  );
}
