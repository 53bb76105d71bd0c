import { describe, expect, it } from 'vitest';
import { readAct } from './acts';

const image = new Blob(['png'], { type: 'image/png' });
const visit = 'aaaaaaaaaaaaaaaaaaaaaa';

describe('readAct', () => {
  it.each<[object, object]>([
    [{ name: 'admit', visit }, { visit }],
    [{ name: 'deny', visit }, { visit }],
    [{ name: 'remove', visit, more: 1 }, { visit }],
    [{ name: 'record', action: 'pause' }, { action: 'pause' }],
    [{ name: 'resend' }, {}],
    [{ name: 'link' }, {}],
    [{ name: 'invite', role: 'interpreter' }, { role: 'interpreter' }],
    [{ name: 'revoke', invite: 0 }, { invite: 0 }],
    [{ name: 'keep', image }, { image }],
    [{ name: 'still', still: 'p1' }, { still: 'p1' }]
  ])('reads %j', (data, asked) => {
    expect(readAct(data)).toEqual({ name: Reflect.get(data, 'name') as string, asked });
  });

  it.each<[unknown]>([
    [null],
    ['admit'],
    [[]],
    [{}],
    [{ name: 'join' }],
    [{ name: 'toString' }],
    [{ name: 'admit' }],
    [{ name: 'admit', visit: '' }],
    [{ name: 'admit', visit: '../end' }],
    [{ name: 'admit', visit: 'x'.repeat(65) }],
    [{ name: 'record', action: 'delete' }],
    [{ name: 'invite', role: 'agent' }],
    [{ name: 'invite' }],
    [{ name: 'revoke', invite: -1 }],
    [{ name: 'revoke', invite: '1' }],
    [{ name: 'revoke', invite: 0.5 }],
    [{ name: 'keep', image: new Blob(['<svg>'], { type: 'image/svg+xml' }) }],
    [{ name: 'keep', image: 'data:image/png;base64,aaaa' }],
    [{ name: 'still', still: '../stills' }]
  ])('takes nothing of %j', data => {
    expect(readAct(data)).toBeUndefined();
  });
});
