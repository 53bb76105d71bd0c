import { describe, expect, it } from 'vitest';
import type { MissingReason } from './media-plan';
import { missingOf, peerOf, say, textOf } from './messages';

describe('messages', () => {
  it('fill in what is given and keep what is not', () => {
    expect(say('joined', { name: 'Ada' })).toBe('Ada has joined.');
    expect(say('joined')).toBe('{name} has joined.');
  });

  it('take a name as it is, even one that looks like a placeholder', () => {
    expect(say('joined', { name: '{code}$&' })).toBe('{code}$& has joined.');
  });

  it('call the other side by its role when the name is unknown', () => {
    expect(peerOf({ role: 'agent', peerName: null })).toBe('The customer');
    expect(peerOf({ role: 'customer', peerName: null })).toBe('Your agent');
    expect(peerOf({ role: 'customer', peerName: 'Ada' })).toBe('Ada');
  });

  it('tell the agent who left that the call goes on', () => {
    expect(textOf('left', 'agent')).toContain('goes on');
    expect(textOf('left', 'customer')).toContain('come back');
  });

  it.each<MissingReason>(['refused', 'absent', 'busy', 'unsupported', 'stopped'])(
    'explain a device that is %s',
    why => {
      expect(missingOf(['video', 'audio'], why, false)).toContain('will not see or hear you');
      expect(missingOf(['audio'], why, false)).toContain('will not hear you');
      expect(missingOf(['video'], why, true)).not.toContain('join');
    }
  );
});
