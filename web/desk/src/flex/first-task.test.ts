import { describe, expect, it } from 'vitest';
import { firstTask } from './first-task';
import type { FlexState } from './flex-global';

const state = (tasks: Record<string, string>, selectedTaskSid?: string): FlexState => ({
  flex: {
    worker: { tasks: new Map(Object.entries(tasks).map(([sid, status]) => [sid, { sid, status }])), attributes: {} },
    view: selectedTaskSid === undefined ? {} : { selectedTaskSid }
  }
});

describe('firstTask', () => {
  it.each<[string, FlexState, string | undefined]>([
    ['no task', state({}), undefined],
    ['an accepted task', state({ WR1: 'accepted' }), 'WR1'],
    ['the accepted one behind a ringing one', state({ WR1: 'pending', WR2: 'accepted' }), 'WR2'],
    ['only a ringing one', state({ WR1: 'pending' }), undefined],
    ['the first of two', state({ WR1: 'accepted', WR2: 'accepted' }), 'WR1'],
    ['what the agent selected stays', state({ WR1: 'accepted', WR2: 'accepted' }, 'WR2'), undefined],
    ['a selected task that is gone', state({ WR1: 'accepted' }, 'WR9'), 'WR1']
  ])('%s', (_, given, expected) => {
    expect(firstTask(given)).toBe(expected);
  });
});
