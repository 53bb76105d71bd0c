import { describe, expect, it } from 'vitest';
import { adjust, controlsOf } from './camera';

const camera = (capabilities: object | null, settings: object): MediaStreamTrack =>
  ({ ...(capabilities && { getCapabilities: () => capabilities }), getSettings: () => settings }) as MediaStreamTrack;
const RANGE = { min: 1, max: 5, step: 0.5 };

describe('what a camera can do', () => {
  it.each<[string, object | null, object, object]>([
    [
      'a phone’s',
      { torch: true, zoom: RANGE },
      { torch: true, zoom: 2 },
      { light: true, zoom: { ...RANGE, value: 2 } }
    ],
    [
      'one that does not say how it stands',
      { torch: true, zoom: RANGE },
      {},
      { light: false, zoom: { ...RANGE, value: 1 } }
    ],
    ['a laptop’s', { torch: false, zoom: { ...RANGE, max: 1 } }, {}, { light: null, zoom: null }],
    [
      'one without steps',
      { zoom: { min: 0, max: 50, step: 0 } },
      {},
      { light: null, zoom: { min: 0, max: 50, step: 0.5, value: 0 } }
    ],
    ['one of an old browser', null, {}, { light: null, zoom: null }]
  ])('%s', (_, capabilities, settings, controls) => {
    expect(controlsOf(camera(capabilities, settings))).toEqual(controls);
  });

  it('is nothing without one', () => expect(controlsOf(null)).toEqual({ light: null, zoom: null }));

  it('is no error where it refuses', async () => {
    const track = { applyConstraints: () => Promise.reject(new Error('no')) } as unknown as MediaStreamTrack;
    await expect(adjust(track, { torch: true })).resolves.toBeUndefined();
  });
});
