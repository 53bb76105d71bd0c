import type { PhoneNews } from './phone-news';

/** The step the newcomer is at: 0 start the call, 1 tap the link, 2 talk. */
export type Step = 0 | 1 | 2;

/** An invitation never takes back a call that is open: after a reload the phone repeats the whole conversation. */
export function nextStep(step: Step, news: PhoneNews): Step {
  switch (news) {
    case 'invited':
      return step === 2 ? 2 : 1;
    case 'call-opened':
      return 2;
    case 'call-closed':
      return 1;
  }
}
