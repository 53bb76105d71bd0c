// What a person has chosen about calls, and how that is kept between calls.

import { type Bandwidth, BANDWIDTHS } from './bandwidth';
import { fieldsOf, oneOf } from './decode';
import type { View } from './layout';

export interface Choices {
  view: View;
  /** Whether single keys do something. */
  shortcuts: boolean;
  /** Whether the agent hears that somebody waits. */
  chime: boolean;
  /** How much data calls may use. */
  bandwidth: Bandwidth;
  /** Whether one's own background is blurred. */
  blur: boolean;
}

export const FIRST_CHOICES: Choices = {
  view: 'grid',
  shortcuts: true,
  chime: true,
  bandwidth: 'auto',
  blur: false
};

const VIEWS: readonly View[] = ['grid', 'speaker'];

/** The choices that `writeChoices` made a text of. What is missing or unknown, in a text of any origin, is as at the first call. */
export function readChoices(text: string | null): Choices {
  const fields = fieldsOf(parsed(text));
  const flag = (name: 'shortcuts' | 'chime'): boolean => {
    const value = fields?.[name];
    return typeof value === 'boolean' ? value : FIRST_CHOICES[name];
  };
  return {
    view: oneOf(VIEWS, fields?.['view']) ?? FIRST_CHOICES.view,
    shortcuts: flag('shortcuts'),
    chime: flag('chime'),
    bandwidth: oneOf(BANDWIDTHS, fields?.['bandwidth']) ?? FIRST_CHOICES.bandwidth,
    blur: fields?.['blur'] === true
  };
}

export function writeChoices(choices: Choices): string {
  return JSON.stringify(choices);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
