import { describe, expect, it } from 'vitest';
import { compiled } from './compiled-messages.ts';

describe('compiled messages', () => {
  it('are functions that need no parser', () => {
    expect(compiled('en', { join: 'Join', joined: '{name} has joined.' })).toBe(
      '\nexport default {\n  join: () => "Join",\n  joined: (d) => d.name + " has joined."\n}'
    );
  });

  it('take the plural of their language', () => {
    const people = '{count, plural, one {# osoba} few {# osoby} other {#}}';
    expect(compiled('ar', { people })).toContain('import { ar } from "@messageformat/runtime/lib/cardinals"');
  });

  it('keep names apart from words that run from right to left, and nothing that selects', () => {
    const code = compiled('ar', { alone: 'انتظار {peer, select, agent {الخدمة} other {{name}}} في {place}' });
    expect(code).toContain('other: "\u2068" + d.name + "\u2069"');
    expect(code).toContain('" في \u2068" + d.place + "\u2069"');
    expect(code).toContain('select(d.peer, {');
  });

  it.each([
    ['a language of no table', 'xx', 'Join'],
    ['a brace that is not closed', 'en', '{name has joined']
  ])('refuse %s', (_, language, sentence) => {
    expect(() => compiled(language, { sentence })).toThrow();
  });
});
