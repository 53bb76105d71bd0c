import { describe, expect, it } from 'vitest';
import { type Consent, type ConsentEvent, lacksConsent, reduceConsent } from './consent';

const asked: Consent = { version: '1', given: false, missed: false };

describe('reduceConsent', () => {
  it.each<[string, Consent, ConsentEvent, Consent]>([
    ['it is given', asked, { type: 'ticked', given: true }, { ...asked, given: true }],
    ['Join was pressed too early', asked, { type: 'missed' }, { ...asked, missed: true }],
    ['it is given then', { ...asked, missed: true }, { type: 'ticked', given: true }, { ...asked, given: true }],
    ['it is taken back', { ...asked, given: true }, { type: 'ticked', given: false }, asked],
    ['the server knows of none', { ...asked, given: true }, { type: 'unheard' }, { ...asked, missed: true }],
    ['nobody asks for it', null, { type: 'ticked', given: true }, null]
  ])('%s', (_, before, event, after) => {
    expect(reduceConsent(before, event)).toEqual(after);
  });

  it('lacks only what is asked for', () => {
    expect([asked, { ...asked, given: true }, null].map(lacksConsent)).toEqual([true, false, false]);
  });
});
