import { describe, expect, it } from 'vitest';
import type { MissingReason } from './media-plan';
import { missingOf, peerIn, peerOf, say, speak, textOf } from './messages';

describe('messages', () => {
  it('take a name as it is, even one that looks like a placeholder', () => {
    expect(say('joined', { name: 'Ada' })).toBe('Ada has joined.');
    expect(say('joined', { name: '{code}$&' })).toBe('{code}$& has joined.');
  });

  it('count people', () => {
    expect(say('participants', { count: 1 })).toBe('Only you in the call');
    expect(say('participants', { count: 3 })).toBe('3 people in the call');
  });

  it('have words of their own for a side without a name', () => {
    expect(say('alone', peerIn({ role: 'customer', peerName: null }))).toBe('Waiting for your agent…');
    expect(say('alone', peerIn({ role: 'agent', peerName: null }))).toBe('Waiting for the customer…');
    expect(say('alone', peerIn({ role: 'supervisor', peerName: null }))).toBe('Waiting for the customer…');
    expect(say('alone', peerIn({ role: 'agent', peerName: 'Grace' }))).toBe('Waiting for Grace…');
  });

  it('are spoken in another language once it is there', async () => {
    await speak('de');
    expect(say('joined', { name: 'Ada' })).toBe('Ada ist beigetreten.');
    await speak('en');
    expect(say('joined', { name: 'Ada' })).toBe('Ada has joined.');
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
