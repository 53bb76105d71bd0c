import { describe, expect, it } from 'vitest';
import { isAsking, isSending, type LocalMediaEvent, missingDevices, NO_MEDIA, reduceLocalMedia } from './local-media';

const after = (...events: LocalMediaEvent[]) => events.reduce(reduceLocalMedia, NO_MEDIA);
const ASKING: LocalMediaEvent = { type: 'asking', kinds: ['audio', 'video'] };
const GOT: LocalMediaEvent = { type: 'got', kind: 'video' };
const OFF: LocalMediaEvent = { type: 'switched', kind: 'video', on: false };

describe('local media', () => {
  it('is asking until the last device has answered', () => {
    expect(isAsking(after(ASKING, GOT))).toBe(true);
    expect(isAsking(after(ASKING, GOT, { type: 'missing', kind: 'audio', why: 'absent' }))).toBe(false);
  });

  it.each<[string, LocalMediaEvent[], boolean]>([
    ['nothing while asking', [ASKING], false],
    ['what is live and wanted', [ASKING, GOT], true],
    ['nothing that is switched off', [ASKING, GOT, OFF], false],
    ['nothing that was switched off while asking', [ASKING, OFF, GOT], false],
    ['nothing after a release', [ASKING, GOT, { type: 'released' }], false],
    ['nothing that was off before the release', [GOT, OFF, { type: 'released' }, ASKING, GOT], false]
  ])('sends %s', (_, events, expected) => {
    expect(isSending(after(...events), 'video')).toBe(expected);
  });

  it('tells which devices are missing, the camera’s reason first', () => {
    expect(missingDevices(NO_MEDIA)).toBeNull();
    expect(
      missingDevices(
        after({ type: 'missing', kind: 'audio', why: 'absent' }, { type: 'missing', kind: 'video', why: 'busy' })
      )
    ).toEqual({ kinds: ['video', 'audio'], why: 'busy' });
  });
});
