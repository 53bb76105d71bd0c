import { describe, expect, it } from 'vitest';
import { type Choices, FIRST_CHOICES, readChoices, writeChoices } from './choices';

describe('choices', () => {
  it('come back as they were', () => {
    const chosen: Choices = { view: 'speaker', shortcuts: false, chime: false, bandwidth: 'save', blur: true };
    expect(readChoices(writeChoices(chosen))).toEqual(chosen);
  });

  it.each([
    null,
    '',
    'null',
    '[]',
    '{"view":"circle"}',
    '{"view":1,"shortcuts":"no","bandwidth":"video","blur":1}',
    '{'
  ])('of the first call stand for %s', text => {
    expect(readChoices(text)).toEqual(FIRST_CHOICES);
  });
});
