import type { PhoneNews } from '../desk/phone-news';
import { moved, told, tourSteps } from './tour-steps';
import type { TourPlace } from './tour-steps';

interface Parts {
  readonly start: HTMLButtonElement;
  readonly card: HTMLElement;
  readonly title: HTMLElement;
  readonly text: HTMLElement;
  readonly count: HTMLElement;
  readonly back: HTMLButtonElement;
  readonly next: HTMLButtonElement;
  readonly skip: HTMLButtonElement;
}

/**
 * The card that leads a newcomer through the desk. It lies beside what it points at and blocks nothing: the newcomer makes the call by
 * clicks of his own.
 *
 * @returns takes in the phone's news
 */
export function createTour(parts: Parts): (news: PhoneNews) => void {
  let place: TourPlace;
  const show = (to: TourPlace, focus: boolean) => {
    place = to;
    for (const marked of document.querySelectorAll('.toured')) marked.classList.remove('toured');
    const step = to === undefined ? undefined : tourSteps[to];
    parts.card.hidden = step === undefined;
    if (step === undefined || to === undefined) {
      parts.start.focus();
      return;
    }
    const target = document.querySelector(step.target);
    target?.classList.add('toured');
    target?.scrollIntoView({ block: 'nearest' });
    parts.title.textContent = step.title;
    parts.text.textContent = step.text;
    parts.count.textContent = `${to + 1} of ${tourSteps.length}`;
    parts.back.disabled = to === 0;
    parts.next.textContent = to === tourSteps.length - 1 ? 'Done' : 'Next';
    // who has just clicked in Flex or on the phone keeps the focus there, and hears the step from the card's live region
    if (focus) parts.title.focus();
  };
  parts.start.addEventListener('click', () => show(0, true));
  parts.next.addEventListener('click', () => show(moved(place, 1), true));
  parts.back.addEventListener('click', () => show(moved(place, -1), true));
  parts.skip.addEventListener('click', () => show(undefined, true));
  parts.card.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') show(undefined, true);
  });
  return news => {
    const to = told(place, news);
    if (to !== place) show(to, false);
  };
}
