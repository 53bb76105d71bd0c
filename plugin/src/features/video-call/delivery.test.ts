import { describe, expect, it } from 'vitest';
import {
  alreadyDelivered,
  linkAttributes,
  type Receipt,
  receiptOf,
  type SentMessage,
  sessionOfAttributes
} from './delivery';

const link = 'https://video.example.com/j/abc-123';
const said = (body: string | null, deliveryStatus?: string): SentMessage => ({ body, deliveryStatus });

describe('alreadyDelivered', () => {
  it.each<[string, SentMessage[], boolean]>([
    ['an empty conversation', [], false],
    ['the link at the end of a message', [said('hello'), said(`Join me: ${link}`)], true],
    ['the link in the middle of a message', [said(`Use ${link}. Thank you`)], true],
    ['the link alone', [said(link)], true],
    ['only other links', [said('https://video.example.com/j/abd-123')], false],
    ['only a longer link that begins alike', [said(`${link}4`)], false],
    ['a longer link before the link', [said(`${link}-5 ${link}`)], true],
    ['a message without text', [said(null)], false],
    ['the link sent', [said(link, 'sent')], true],
    ['the link on its way', [said(link, 'pending')], true],
    ['the link not delivered', [said(link, 'undelivered')], false],
    ['the link failed', [said(link, 'failed')], false],
    ['the link failed and then sent', [said(link, 'failed'), said(link, 'sent')], true]
  ])('%s', (_, messages, expected) => {
    expect(alreadyDelivered(messages, link)).toBe(expected);
  });
});

describe('receiptOf', () => {
  const sent = (more: Partial<SentMessage> = {}): SentMessage => ({ body: link, session: 's1', ...more });

  it.each<[string, readonly SentMessage[], Receipt | undefined]>([
    ['no message', [], undefined],
    ['a message of another session', [sent({ session: 's2' })], undefined],
    ['a message without a receipt', [sent()], 'sent'],
    ['a delivered one', [sent({ delivered: true })], 'delivered'],
    ['a read one', [sent({ delivered: true, read: true })], 'read'],
    ['one read by the horizon alone', [sent({ read: true })], 'read'],
    ['a failed one', [sent({ deliveryStatus: 'failed' })], 'failed'],
    ['an undelivered one', [sent({ deliveryStatus: 'undelivered', delivered: true })], 'failed'],
    ['the newest of two', [sent({ deliveryStatus: 'failed' }), sent({ delivered: true }), { body: 'Hi' }], 'delivered']
  ])('%s', (_, messages, receipt) => {
    expect(receiptOf(messages, 's1')).toBe(receipt);
  });
});

describe('sessionOfAttributes', () => {
  it('reads what was noted, and nothing else', () => {
    expect(sessionOfAttributes(linkAttributes('s1'))).toBe('s1');
    for (const other of [undefined, null, 'text', {}, { flex_video: 3 }, { flex_video: { session: '' } }])
      expect(sessionOfAttributes(other)).toBeUndefined();
  });
});
