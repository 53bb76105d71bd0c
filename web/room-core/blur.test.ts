import { describe, expect, it } from 'vitest';
import { type BlurEvent, type BlurState, NOT_BLURRED, reduceBlur } from './blur';

const ON: BlurEvent = { type: 'switched', on: true };
const OFF: BlurEvent = { type: 'switched', on: false };
const STARTED: BlurEvent = { type: 'started' };
const FAILED: BlurEvent = { type: 'failed' };
const SLOW: BlurEvent = { type: 'slow' };

describe('the blur', () => {
  it.each<[string, BlurEvent[], BlurState]>([
    ['starts when it is switched on', [ON], { status: 'starting', problem: null }],
    ['is on once it has started', [ON, STARTED], { status: 'on', problem: null }],
    ['goes on when it is switched on twice', [ON, STARTED, ON], { status: 'on', problem: null }],
    ['is off when it is switched off', [ON, STARTED, OFF], NOT_BLURRED],
    ['stays off when it starts too late', [ON, OFF, STARTED], NOT_BLURRED],
    ['stays off when it fails too late', [ON, OFF, FAILED, SLOW], NOT_BLURRED],
    ['is off when it fails', [ON, FAILED], { status: 'off', problem: 'failed' }],
    ['is off when it is slow', [ON, STARTED, SLOW], { status: 'off', problem: 'slow' }],
    ['may be tried again', [ON, FAILED, ON], { status: 'starting', problem: null }],
    ['forgets its problem when one has read it', [ON, FAILED, OFF], NOT_BLURRED]
  ])('%s', (_, events, expected) => {
    expect(events.reduce(reduceBlur, NOT_BLURRED)).toEqual(expected);
  });
});
