import { describe, expect, it } from 'vitest';
import { cleared, emptyList, mostCalls, shownOf, withCall, withPause } from './call-list';
import { apiOf, readExchange, readable } from './exchange';
import type { Exchange } from './exchange';

const call = (id: number, changes: Partial<Exchange> = {}): Exchange => ({
  id,
  at: '2026-01-01T00:00:00.000Z',
  from: 'ada',
  method: 'GET',
  host: 'aim.us1.twilio.com',
  path: '/Client/v2/Configuration',
  body: '',
  status: 200,
  answer: '{}',
  ...changes
});
const ids = (calls: readonly Exchange[]) => calls.map(({ id }) => id);
const filled = [1, 2].reduce((list, id) => withCall(list, call(id)), emptyList);

describe('the list of calls', () => {
  it('takes each call once', () => {
    expect(ids(withCall(withCall(filled, call(2)), call(3)).all)).toEqual([1, 2, 3]);
  });
  it('keeps the newest', () => {
    const full = Array.from({ length: mostCalls + 1 }, (_, at) => call(at + 1)).reduce(withCall, emptyList);
    expect([full.all.length, full.all[0]?.id]).toEqual([mostCalls, 2]);
  });
  it('lets calls wait while paused, and loses none', () => {
    const paused = withCall(withPause(filled, true), call(3));
    expect([ids(paused.all), ids(paused.waiting)]).toEqual([[1, 2], [3]]);
    expect(withCall(paused, call(3))).toBe(paused);
    expect(ids(withPause(paused, false).all)).toEqual([1, 2, 3]);
  });
  it('is empty after clearing, and remembers where it was', () => {
    expect(cleared(filled)).toMatchObject({ all: [], waiting: [], after: 2 });
  });
  it.each([
    [{ api: 'Conversations' }, [1]],
    [{ api: 'TaskRouter' }, [2]],
    [{ words: 'ACCEPTED' }, [2]],
    [{ words: 'nothing like it' }, []],
    [{}, [1, 2]]
  ])('%j shows %j', (filter, expected) => {
    const list = withCall(
      withCall(emptyList, call(1)),
      call(2, { host: 'event-bridge.twilio.com', answer: '{"status":"accepted"}' })
    );
    expect(ids(shownOf({ ...list, ...filter }))).toEqual(expected);
  });
});

describe('readExchange', () => {
  it('reads what the sandbox tells', () => {
    expect(readExchange(JSON.stringify(call(1)))).toEqual(call(1));
  });
  it.each(['', 'x', 'null', '[]', '{}', '{"id":1,"status":200}', JSON.stringify({ ...call(1), path: 1 })])(
    'takes %j for none',
    data => {
      expect(readExchange(data)).toBeUndefined();
    }
  );
});

it.each([
  ['{"a":1}', '{\n  "a": 1\n}'],
  ['A=1&B=2', 'A=1\nB=2'],
  ['words', 'words']
])('%j is read as %j', (text, expected) => {
  expect(readable(text)).toBe(expected);
});

it('names the API of a host', () => {
  expect([apiOf('cds.us1.twilio.com'), apiOf('new.twilio.com')]).toEqual(['Sync', 'Other']);
});
