import { describe, expect, it } from 'vitest';
import { messageFor, readTemplates } from './message-templates';

const told = { message: 'Join me: https://v.example/j/c$&1', customerLink: 'https://v.example/j/c$&1' };
const link = told.customerLink;

describe('readTemplates', () => {
  it.each([
    {},
    { sms: {} },
    { any: { en: 'Video: {link}' } },
    { whatsapp: { de: '{link}', ar: 'مكالمة فيديو: {link} الآن' }, sms: { ja: '{link}' } }
  ])('takes %j', given => {
    expect(readTemplates(given)).toEqual(given);
  });

  it.each([
    [null],
    ['Video: {link}'],
    [[]],
    [{ sms: 'Video: {link}' }],
    [{ sms: [] }],
    [{ SMS: { en: '{link}' } }],
    [{ sms: { nl: '{link}' } }],
    [{ sms: { en: 'Video' } }],
    [{ sms: { en: '{link} {link}' } }],
    [{ sms: { en: 5 } }],
    [{ sms: { en: 'a'.repeat(1_400) + '{link}' } }]
  ])('refuses %j', given => {
    expect(readTemplates(given)).toBeUndefined();
  });
});

describe('messageFor', () => {
  const templates = { sms: { en: 'S {link}', de: 'S de {link}' }, any: { en: '{link} A', fr: 'A fr {link}' } };

  it.each([
    ['sms', 'en-US', `S ${link}`],
    ['SMS', 'de_AT', `S de ${link}`],
    ['sms', 'fr', `A fr ${link}`],
    ['whatsapp', 'EN', `${link} A`],
    ['whatsapp', 'de', told.message],
    ['constructor', 'it', told.message],
    [undefined, 'fr-CA', `A fr ${link}`],
    ['sms', undefined, `S ${link}`],
    ['sms', 'nl', `S ${link}`]
  ])('to %s in %s', (channel, locale, body) => {
    expect(messageFor(templates, { channel, locale }, told)).toBe(body);
  });

  it('is the service’s own word without templates', () => {
    expect(messageFor({}, { channel: 'sms', locale: 'en' }, told)).toBe(told.message);
  });
});
