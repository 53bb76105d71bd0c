import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Channel, createTabs, type Tabs } from './tabs';

type Listener = Parameters<Channel['addEventListener']>[1];

/** A browser: every channel it gives out hears the others. */
function browser() {
  const channels: Listener[][] = [];
  return (): Channel => {
    const own: Listener[] = [];
    channels.push(own);
    return {
      postMessage: data => channels.filter(each => each !== own).forEach(each => each.forEach(hear => hear({ data }))),
      addEventListener: (_, hear) => void own.push(hear)
    };
  };
}

describe('tabs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = browser();
  function tab(link: string, inCall: boolean): Tabs & { moved: () => number } {
    const onMoved = vi.fn();
    const tabs = createTabs({ channel: open(), link, isInCall: () => inCall, onMoved });
    return { ...tabs, moved: () => onMoved.mock.calls.length };
  }
  const asked = async (tabs: Tabs): Promise<boolean> => {
    const answer = tabs.ask();
    vi.advanceTimersByTime(250);
    return answer;
  };

  it('tell the newer one that the older one has the call, and move it only when asked to', async () => {
    const older = tab('/j/a', true);
    const newer = tab('/j/a', false);
    expect(await asked(newer)).toBe(true);
    expect(older.moved()).toBe(0);
    newer.move();
    expect(older.moved()).toBe(1);
    expect(newer.elsewhere.state()).toBe(false);
  });

  it('of another call, or outside of the call, do not answer', async () => {
    tab('/j/b', true);
    tab('/j/c', false);
    expect(await asked(tab('/j/c', false))).toBe(false);
  });

  it('are not asked where there is no channel', async () => {
    const alone = createTabs({ channel: undefined, link: '/j/a', isInCall: () => false, onMoved: vi.fn() });
    expect(await alone.ask()).toBe(false);
  });
});
