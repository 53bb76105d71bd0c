import { describe, expect, it } from 'vitest';
import {
  keptCalls,
  reduceCalls,
  restoreCalls,
  taskOfSession,
  type Call,
  type CallEvent,
  type Calls
} from './calls-state';

const starting: Call = { phase: 'starting', place: 'flex' };
const known: Call = { phase: 'starting', session: 's1', place: 'flex' };
const open: Call = { phase: 'open', session: 's1', place: 'flex' };
const unsent: Call = { ...open, unsent: true };
const ending: Call = { phase: 'ending', session: 's1', place: 'flex' };
const one = (call: Call | undefined): Calls => new Map(call === undefined ? [] : [['WT1', call]]);
const event = (
  type: Exclude<CallEvent['type'], 'session-known' | 'start-clicked' | 'placed' | 'found'>
): CallEvent => ({ type, task: 'WT1' });
const clicked: CallEvent = { type: 'start-clicked', task: 'WT1', place: 'flex' };
const placed = (place: Call['place']): CallEvent => ({ type: 'placed', task: 'WT1', place });
const found: CallEvent = { type: 'found', task: 'WT1', session: 's1', place: 'closed' };
const answered: CallEvent = { type: 'session-known', task: 'WT1', session: 's1' };

describe('reduceCalls', () => {
  it.each<[string, Call | undefined, CallEvent, Call | undefined]>([
    ['a click starts', undefined, clicked, starting],
    ['a second click changes nothing', starting, clicked, starting],
    ['a click on an open call changes nothing', open, clicked, open],
    ['an answer makes the session known', starting, answered, known],
    ['an answer after the task was over opens nothing', undefined, answered, undefined],
    ['the message opens the call', known, event('started'), open],
    ['the call is open that nobody was told of', known, { type: 'started', task: 'WT1', unsent: true }, unsent],
    ['its page may move', unsent, placed('window'), { ...unsent, place: 'window' }],
    ['a message after the task was over opens nothing', undefined, event('started'), undefined],
    ['nothing opens without a session', starting, event('started'), starting],
    ['a message that failed goes back to start', known, event('start-failed'), undefined],
    ['a failure goes back to start', starting, event('start-failed'), undefined],
    ['a late failure does not close an open call', open, event('start-failed'), open],
    ['End is being done', open, event('end-clicked'), ending],
    ['End without a call does nothing', undefined, event('end-clicked'), undefined],
    ['End while starting does nothing', starting, event('end-clicked'), starting],
    ['End that failed leaves the call open', ending, event('end-failed'), open],
    ['an ended call can start again', ending, event('ended'), undefined],
    ['the page may end an open call', open, event('ended'), undefined],
    ['the page of an open call may move', open, placed('window'), { ...open, place: 'window' }],
    ['the page of a call that is ending may move', ending, placed('closed'), { ...ending, place: 'closed' }],
    ['a page without a call opens none', undefined, placed('window'), undefined],
    ['a call that the service knows is there', undefined, found, { ...open, place: 'closed' }],
    ['a call that is known as well stays as it is', open, found, open],
    ['a call that is starting stays as it is', starting, found, starting],
    ['the task’s end forgets an open call', open, event('task-over'), undefined],
    ['the task’s end forgets a starting call', starting, event('task-over'), undefined]
  ])('%s', (_, before, change, after) => {
    expect(reduceCalls(one(before), change).get('WT1')).toEqual(after);
  });

  it('leaves other tasks alone', () => {
    const calls: Calls = new Map<string, Call>([
      ['WT1', open],
      ['WT2', { phase: 'open', session: 's2', place: 'flex' }]
    ]);
    expect([...reduceCalls(calls, event('ended'))]).toEqual([['WT2', { phase: 'open', session: 's2', place: 'flex' }]]);
  });

  it('returns the same object when nothing changed', () => {
    const calls = one(starting);
    expect(reduceCalls(calls, clicked)).toBe(calls);
  });

  it('never changes the map it was given', () => {
    const calls = one(open);
    reduceCalls(calls, event('ended'));
    expect(calls.get('WT1')).toEqual(open);
  });
});

describe('taskOfSession', () => {
  it.each<[string, Call | undefined, string | undefined]>([
    ['an open call', open, 'WT1'],
    ['a call that is ending', ending, 'WT1'],
    ['a call whose message is not out', known, 'WT1'],
    ['a starting call', starting, undefined],
    ['no call', undefined, undefined],
    ['another session', { phase: 'open', session: 's2', place: 'flex' }, undefined]
  ])('%s', (_, call, task) => {
    expect(taskOfSession(one(call), 's1')).toBe(task);
  });
});

describe('restoreCalls', () => {
  it('brings back what keptCalls kept, opened', () => {
    const calls: Calls = new Map<string, Call>([
      ['WT1', open],
      ['WT2', known],
      ['WT3', { phase: 'ending', session: 's3', place: 'flex' }],
      ['WT4', unsent]
    ]);
    expect([...restoreCalls(JSON.stringify(keptCalls(calls)))]).toEqual([
      ['WT1', open],
      ['WT3', { phase: 'open', session: 's3', place: 'flex' }],
      ['WT4', unsent]
    ]);
  });

  it.each([
    [null],
    [''],
    ['{'],
    ['null'],
    ['3'],
    ['[]'],
    ['{"WT1":3}'],
    ['{"WT1":""}'],
    ['{"WT1":{"phase":"open"}}'],
    ['{"WT1":{"session":"s1"}}'],
    ['{"WT1":{"session":"s1","place":"moon"}}'],
    ['{"WT1":{"session":"","place":"flex"}}']
  ])('ignores %j', stored => {
    expect(restoreCalls(stored).size).toBe(0);
  });
});
