import { describe, expect, it } from 'vitest';
import { callAddress, readText } from './message-text';

const own = 'http://127.0.0.1:8080';

describe('callAddress', () => {
  it.each<[string, string, string | undefined]>([
    [`${own}/j/abc`, own, `${own}/j/abc`],
    ['http://localhost:8080/j/abc', own, `${own}/j/abc`],
    ['http://127.0.0.1:8080/j/abc', 'http://localhost:8080', 'http://localhost:8080/j/abc'],
    ['https://demo.test/j/abc', 'https://demo.test', 'https://demo.test/j/abc'],
    ['http://127.0.0.1:9090/j/abc', own, undefined],
    ['https://127.0.0.1:8080/j/abc', own, undefined],
    ['https://demo.test/j/abc', own, undefined],
    [`${own}/j/`, own, undefined],
    [`${own}/j/abc/more`, own, undefined],
    [`${own}/other`, own, undefined]
  ])('%s on %s', (address, page, expected) => {
    expect(callAddress(address, page)).toBe(expected);
  });
});

describe('readText', () => {
  it('finds the call in the invitation', () => {
    expect(readText(`Join me on a secure video call: ${own}/j/abc`, own)).toEqual([
      { kind: 'text', text: 'Join me on a secure video call: ' },
      { kind: 'call', text: `${own}/j/abc`, address: `${own}/j/abc` }
    ]);
  });

  it('leaves the full stop to the sentence', () => {
    expect(readText('See https://example.com/a. Thanks', own)).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://example.com/a', address: 'https://example.com/a' },
      { kind: 'text', text: '. Thanks' }
    ]);
  });

  it.each(['', 'hello', 'http://', 'a http://[ b', `${own}/j/a ${own}/j/b!`, '<b>https://example.com</b>'])(
    'loses nothing of %j',
    body => {
      const parts = readText(body, own);
      expect(parts.map(({ text }) => text).join('')).toBe(body);
    }
  );

  it('never makes a link of a script', () => {
    expect(readText('javascript:alert(1)', own)).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }]);
  });
});
