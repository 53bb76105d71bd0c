import { describe, expect, it } from 'vitest';
import { changeArguments, changeAssignment, changeConstruction, mapped } from './change-arguments';

const upper = (text: string) => text.toUpperCase();

describe('mapped', () => {
  it.each([
    ['a', 'A'],
    [new URL('http://a/'), 'HTTP://A/'],
    [undefined, undefined],
    [null, null],
    [3, 3]
  ])('%s → %s', (value, expected) => {
    expect(mapped(value, upper)).toBe(expected);
  });
});

describe('changeArguments', () => {
  it('keeps this, the other arguments and the result', () => {
    const owner = {
      name: 'owner',
      act(...args: string[]) {
        return [this.name, ...args];
      }
    };
    changeArguments(owner, 'act', ([first, ...rest]) => [mapped(first, upper), ...rest]);
    expect(owner.act('a', 'b')).toEqual(['owner', 'A', 'b']);
  });

  it('leaves out a method that is not there', () => {
    const owner = {};
    changeArguments(owner, 'act', args => args);
    expect('act' in owner).toBe(false);
  });
});

describe('changeConstruction', () => {
  it('makes instances of the same class', () => {
    class Original {
      constructor(readonly address: string) {}
    }
    const owner = { Original };
    changeConstruction(owner, 'Original', ([address]) => [mapped(address, upper)]);
    const made = new owner.Original('a');
    expect(made.address).toBe('A');
    expect(made).toBeInstanceOf(Original);
    expect(owner.Original).not.toBe(Original);
  });
});

describe('changeAssignment', () => {
  it('changes what is set and not what is got', () => {
    const owner = {
      stored: '',
      get text() {
        return `got ${this.stored}`;
      },
      set text(value: string) {
        this.stored = value;
      }
    };
    changeAssignment(owner, 'text', upper);
    owner.text = 'a';
    expect(owner.text).toBe('got A');
  });

  it('leaves a property without a setter alone', () => {
    const owner = { text: 'a' };
    changeAssignment(owner, 'text', upper);
    owner.text = 'b';
    expect(owner.text).toBe('b');
  });
});
