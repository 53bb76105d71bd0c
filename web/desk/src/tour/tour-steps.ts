import type { PhoneNews } from '../desk/phone-news';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What of the page it points at. */
  readonly target: string;
  /** The news of the phone that takes it on by itself: the newcomer has done it. */
  readonly done?: PhoneNews;
}

export const tourSteps: readonly TourStep[] = [
  {
    title: 'The agent’s desk',
    text: 'This is the real Flex UI of Ada. She talks to a customer of your webchat. Ben’s Flex is one tab further.',
    target: '.agent'
  },
  {
    title: 'The customer’s phone',
    text: 'What Ada writes arrives here. The tabs above change to a customer on WhatsApp or SMS.',
    target: '.customer'
  },
  {
    title: 'Start the call',
    text: 'Click the camera, Start video call, in the header of Ada’s task. A link comes to the phone by itself.',
    target: '.agent',
    done: 'invited'
  },
  {
    title: 'Join as the customer',
    text: 'Tap the link on the phone, then Join. Opening the link alone changes nothing: it is safe in every preview.',
    target: '.customer',
    done: 'call-opened'
  },
  {
    title: 'Watch it work',
    text: 'Calls to Twilio shows what Flex and the service ask Twilio’s APIs and what they answer, as it happens.',
    target: '#show-calls'
  },
  {
    title: 'Let things happen',
    text: 'More customers, a transfer to Ben, a second device, a message that gets lost: try what your contact centre meets.',
    target: '.acts'
  }
];

/** The step the newcomer is at; undefined when there is no tour. */
export type TourPlace = number | undefined;

export function moved(place: TourPlace, by: 1 | -1): TourPlace {
  if (place === undefined) return undefined;
  const to = Math.max(0, place + by);
  return to < tourSteps.length ? to : undefined;
}

/** The phone's news takes on the step that waits for it, and no other: who goes another way is left in peace. */
export function told(place: TourPlace, news: PhoneNews): TourPlace {
  return place !== undefined && tourSteps[place]?.done === news ? moved(place, 1) : place;
}
