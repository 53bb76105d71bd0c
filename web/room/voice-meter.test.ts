import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTrack } from './fakes';
import { createVoiceMeter, type Source } from './voice-meter';

const track = (): MediaStreamTrack => new FakeTrack('audio') as unknown as MediaStreamTrack;

describe('voice meter', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const sources: Source[] = [{ id: 'ada', track: track() }];
    const open = new Set<MediaStreamTrack>();
    let level = 0.2;
    const meter = createVoiceMeter({
      sources: () => sources,
      gauge(of) {
        open.add(of);
        return { loudness: () => level, close: () => void open.delete(of) };
      },
      now: () => Date.now()
    });
    return { sources, open, meter, hush: () => (level = 0) };
  }

  it('tells who speaks, and when that ends', () => {
    const { meter, hush } = setUp();
    vi.advanceTimersByTime(500);
    expect(meter.speaking.state().now).toEqual(['ada']);
    hush();
    vi.advanceTimersByTime(2_000);
    expect(meter.speaking.state()).toMatchObject({ now: [], turn: 'ada' });
  });

  it('closes the gauge of who has left, and all of them at the end', () => {
    const { sources, open, meter } = setUp();
    sources.push({ id: 'ben', track: track() });
    vi.advanceTimersByTime(200);
    expect(open.size).toBe(2);
    sources.pop();
    vi.advanceTimersByTime(200);
    expect(open.size).toBe(1);
    meter.stop();
    expect(open.size).toBe(0);
  });
});
