import { describe, expect, it } from 'vitest';
import { alreadyDelivered, type SentMessage } from './delivery';

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
