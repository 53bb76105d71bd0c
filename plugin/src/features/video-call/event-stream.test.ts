import { describe, expect, it } from 'vitest';
import { splitEvents } from './event-stream';

describe('splitEvents', () => {
  it('gives whole events and keeps the rest', () => {
    const text =
      'id: 1\nevent: snapshot\ndata: {"a":1}\n\n: still here\n\nid: 2\nevent: event\ndata: {"b":2}\n\nid: 3\nev';
    expect(splitEvents(text)).toEqual({
      events: [
        { event: 'snapshot', id: 1, data: { a: 1 } },
        { event: 'event', id: 2, data: { b: 2 } }
      ],
      rest: 'id: 3\nev'
    });
  });

  it('reads one that came in pieces', () => {
    const text = 'event: event\nid: 12\ndata: {"text":"a: b"}\n\n';
    let events = 0;
    let rest = '';
    for (const letter of text) {
      const split = splitEvents(rest + letter);
      rest = split.rest;
      events += split.events.length;
    }
    expect([events, rest]).toEqual([1, '']);
  });

  it.each(['data: {"a":\n\n', 'event: event\nid: 1\n\n', ':\n\n', '\n\n'])('leaves out %j', text => {
    expect(splitEvents(text)).toEqual({ events: [], rest: '' });
  });

  it('has no number where none is told', () => {
    expect(splitEvents('id: x\ndata: 1\n\n').events).toEqual([{ event: 'message', id: undefined, data: 1 }]);
  });
});
