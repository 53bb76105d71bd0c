import { createFunctionsApi } from '../room-core/functions-api';
import { arrivalAt } from '../room-core/page-address';
import type { Edition } from './edition';
import { tellGuests } from './guest-count';

const flexOrigins = document.querySelector<HTMLMetaElement>('meta[name="flex-origins"]')?.content ?? '';

/** Of a static file: it knows its address, and no more. */
export const edition: Edition = {
  arrival: arrivalAt(location, flexOrigins.split(' ')),
  api: createFunctionsApi((url, init) => fetch(url, init), location.href),
  // A meta element can't say frame-ancestors.
  framed: window.parent !== window,
  opened: (session, channel) => {
    if (channel) tellGuests(session, channel);
  }
};
