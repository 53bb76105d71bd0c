import { describe, expect, it } from 'vitest';
import { VIDEO_CALL_STRINGS } from './flex-hooks/strings/VideoCallStrings';
import { fillIn, spokenIn, textsFrom } from './texts';

describe('fillIn', () => {
  it.each([
    ['Back to {{name}}', { name: 'Ann' }, 'Back to Ann'],
    ['{{name}} and {{name}}', { name: '$&' }, '$& and $&'],
    ['{{other}} stays', { name: 'Ann' }, '{{other}} stays'],
    ['nothing', {}, 'nothing']
  ])('%s', (sentence, values, filled) => {
    expect(fillIn(sentence, values)).toBe(filled);
  });
});

describe('textsFrom', () => {
  it('takes an administrator’s wording, as it is now, and ours otherwise', () => {
    const strings: Record<string, unknown> = { FlexVideoEnd: 3 };
    const text = textsFrom(() => strings, VIDEO_CALL_STRINGS);
    expect(text('FlexVideoReturn', { name: 'Ann' })).toBe('Back to Ann');
    strings.FlexVideoReturn = 'Return: {{name}}';
    expect(text('FlexVideoReturn', { name: 'Ann' })).toBe('Return: Ann');
    expect(text('FlexVideoEnd')).toBe('End video call');
  });
});

describe('spokenIn', () => {
  it('says language and direction', () => {
    const text = textsFrom(() => ({ FlexVideoLanguage: 'ar', FlexVideoDirection: 'rtl' }), VIDEO_CALL_STRINGS);
    expect(spokenIn(text)).toEqual({ lang: 'ar', dir: 'rtl' });
  });
});
