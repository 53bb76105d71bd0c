import { describe, expect, it } from 'vitest';
import { readDemand, type Known } from './window-messages';

const service = 'https://video.example.com';
const known: Known<string> = {
  serviceOrigin: service,
  hasCall: session => session === 's1' || session === 's2',
  windowOf: session => (session === 's1' ? 'pop-out' : undefined)
};
const message = (type: string, session: unknown = 's1') => ({ source: 'flex-video', type, session });
const ignored = { act: 'ignore' };

describe('readDemand', () => {
  it.each<[string, unknown, string, string | null, object]>([
    ['ready of the pop-out', message('ready'), service, 'pop-out', { act: 'join', session: 's1', replyTo: 'pop-out' }],
    ['end of the pop-out', message('end'), service, 'pop-out', { act: 'end', session: 's1', replyTo: 'pop-out' }],
    [
      'the first page after a reload',
      message('ready', 's2'),
      service,
      'any',
      { act: 'join', session: 's2', replyTo: 'any' }
    ],
    ['another origin', message('ready'), 'https://evil.example.com', 'pop-out', ignored],
    ['an origin that begins alike', message('ready'), `${service}.evil.example.com`, 'pop-out', ignored],
    ['a sandboxed page', message('ready'), 'null', 'pop-out', ignored],
    ['another window of the service', message('ready'), service, 'customer page', ignored],
    ['no window', message('ready'), service, null, ignored],
    ['a session of nobody here', message('ready', 's3'), service, 'pop-out', ignored],
    ['watch of the pop-out', message('watch'), service, 'pop-out', { act: 'watch', session: 's1', replyTo: 'pop-out' }],
    [
      'ask of the pop-out',
      { ...message('ask'), id: 3, act: { name: 'deny', visit: 'v1' } },
      service,
      'pop-out',
      { act: 'ask', session: 's1', replyTo: 'pop-out', id: 3, asked: { name: 'deny', asked: { visit: 'v1' } } }
    ],
    [
      'an act that nobody knows',
      { ...message('ask'), id: 3, act: { name: 'fly' } },
      service,
      'pop-out',
      { act: 'ask', session: 's1', replyTo: 'pop-out', id: 3, asked: undefined }
    ],
    [
      'guests of the pop-out',
      { ...message('guests'), guests: 2 },
      service,
      'pop-out',
      { act: 'guests', session: 's1', replyTo: 'pop-out', guests: 2 }
    ],
    [
      'guests that are not known any more',
      { ...message('guests'), guests: null },
      service,
      'pop-out',
      { act: 'guests', session: 's1', replyTo: 'pop-out', guests: null }
    ],
    ['guests without a count', message('guests'), service, 'pop-out', ignored],
    ['less than no guests', { ...message('guests'), guests: -1 }, service, 'pop-out', ignored],
    ['half a guest', { ...message('guests'), guests: 0.5 }, service, 'pop-out', ignored],
    ['guests of another window', { ...message('guests'), guests: 1 }, service, 'customer page', ignored],
    ['ask without an id', { ...message('ask'), act: { name: 'link' } }, service, 'pop-out', ignored],
    ['ask of another window', { ...message('ask'), id: 3, act: { name: 'link' } }, service, 'customer page', ignored],
    ['watch from another origin', message('watch'), 'https://evil.example.com', 'pop-out', ignored],
    ['another type', message('join'), service, 'pop-out', ignored],
    ['another source', { ...message('ready'), source: 'else' }, service, 'pop-out', ignored],
    ['a session that is no text', message('ready', { id: 's1' }), service, 'pop-out', ignored],
    ['text', 'ready', service, 'pop-out', ignored],
    ['null', null, service, 'pop-out', ignored],
    ['nothing', undefined, service, 'pop-out', ignored]
  ])('%s', (_, data, origin, window, demand) => {
    expect(readDemand(data, { origin, window }, known)).toEqual(demand);
  });
});
