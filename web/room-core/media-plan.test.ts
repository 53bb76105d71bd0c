import { describe, expect, it } from 'vitest';
import { followUps, type Kind, KINDS, type MissingReason, reasonOf } from './media-plan';

describe('reason', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'unsupported'],
    ['SomethingNew', 'busy']
  ])('of %s is %s', (name, reason) => {
    expect(reasonOf(name)).toBe(reason);
  });

  it('of a refusal tells the system from the person', () => {
    expect(reasonOf('NotAllowedError', 'Permission denied by system')).toBe('system');
    expect(reasonOf('NotAllowedError', 'Permission denied')).toBe('refused');
  });
});

describe('follow-ups', () => {
  it.each<[string, readonly Kind[], MissingReason, Kind[], Kind[]]>([
    ['a missing device: each alone', KINDS, 'absent', [], ['audio', 'video']],
    ['a busy device: each alone', KINDS, 'busy', [], ['audio', 'video']],
    ['a refusal by the person: no second question', KINDS, 'refused', [], []],
    ['a refusal because the camera is forbidden: the microphone', KINDS, 'refused', ['video'], ['audio']],
    ['a refusal with both forbidden: none', KINDS, 'refused', ['audio', 'video'], []],
    ['a device that the system keeps back: each alone', KINDS, 'system', [], ['audio', 'video']],
    ['no way to ask: none', KINDS, 'unsupported', [], []],
    ['no https: none', KINDS, 'insecure', [], []],
    ['a single device: none', ['video'], 'absent', [], []]
  ])('after %s', (_, kinds, reason, forbidden, expected) => {
    expect(followUps(kinds, reason, new Set(forbidden))).toEqual(expected);
  });
});
