import { describe, expect, it } from 'vitest';
import {
  keptSessions,
  reduceCalls,
  restoreCalls,
  taskOfSession,
  type Call,
  type CallEvent,
  type Calls
} from './calls-state';

const starting: Call = { phase: 'starting' };
const known: Call = { phase: 'starting', session: 's1' };
const open: Call = { phase: 'open', session: 's1' };
const ending: Call = { phase: 'ending', session: 's1' };
const one = (call: Call | undefined): Calls => new Map(call === undefined ? [] : [['WT1', call]]);
const event = (type: Exclude<CallEvent['type'], 'session-known'>): CallEvent => ({ type, task: 'WT1' });
const answered: CallEvent = { type: 'session-known', task: 'WT1', session: 's1' };

describe('reduceCalls', () => {
  it.each<[string, Call | undefined, CallEvent, Call | undefined]>([
    ['a click starts', undefined, event('start-clicked'), starting],
    ['a second click changes nothing', starting, event('start-clicked'), starting],
    ['a click on an open call changes nothing', open, event('start-clicked'), open],
    ['an answer makes the session known', starting, answered, known],
    ['an answer after the task was over opens nothing', undefined, answered, undefined],
    ['the message opens the call', known, event('started'), open],
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
    ['the task’s end forgets an open call', open, event('task-over'), undefined],
    ['the task’s end forgets a starting call', starting, event('task-over'), undefined]
  ])('%s', (_, before, change, after) => {
    expect(reduceCalls(one(before), change).get('WT1')).toEqual(after);
  });

  it('leaves other tasks alone', () => {
    const calls: Calls = new Map<string, Call>([
      ['WT1', open],
      ['WT2', { phase: 'open', session: 's2' }]
    ]);
    expect([...reduceCalls(calls, event('ended'))]).toEqual([['WT2', { phase: 'open', session: 's2' }]]);
  });

  it('returns the same object when nothing changed', () => {
    const calls = one(starting);
    expect(reduceCalls(calls, event('start-clicked'))).toBe(calls);
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
    ['another session', { phase: 'open', session: 's2' }, undefined]
  ])('%s', (_, call, task) => {
    expect(taskOfSession(one(call), 's1')).toBe(task);
  });
});

describe('restoreCalls', () => {
  it('brings back what keptSessions kept, opened', () => {
    const calls: Calls = new Map<string, Call>([
      ['WT1', open],
      ['WT2', known],
      ['WT3', { phase: 'ending', session: 's3' }]
    ]);
    expect([...restoreCalls(JSON.stringify(keptSessions(calls)))]).toEqual([
      ['WT1', open],
      ['WT3', { phase: 'open', session: 's3' }]
    ]);
  });

  it.each([[null], [''], ['{'], ['null'], ['3'], ['[]'], ['{"WT1":3}'], ['{"WT1":""}'], ['{"WT1":{"phase":"open"}}']])(
    'ignores %j',
    stored => {
      expect(restoreCalls(stored).size).toBe(0);
    }
  );
});
