import { describe, expect, it } from 'vitest';
import { readTabMessage, tabMessage } from './tabs';

describe('what tabs say', () => {
  it('is heard about the same call', () => {
    expect(readTabMessage(tabMessage('move', '/j/a'), '/j/a')).toBe('move');
  });

  it.each([tabMessage('move', '/j/b'), { word: 'leave', link: '/j/a' }, null, 'move', { link: '/j/a' }])(
    'is not heard of %o',
    data => {
      expect(readTabMessage(data, '/j/a')).toBe(null);
    }
  );
});
