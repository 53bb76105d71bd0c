import type { PhoneNews } from './phone-news';

/** The step the newcomer is at: 0 start the call, 1 tap the link, 2 talk. */
export type Step = 0 | 1 | 2;

/** Where the phone's news leads. A link that arrives during a call is a new call's, so it is to be tapped. */
export function stepAfter(news: PhoneNews): Step {
  return news === 'call-opened' ? 2 : 1;
}
