import { describe, expect, it } from 'vitest';
import { type Bandwidth, BANDWIDTHS, choose, type DataUse, limitsOf, onCamera } from './bandwidth';

const AUTO: DataUse = { bandwidth: 'auto', cameraWasOn: false };

/** Where the camera's switch stands after each choice, and what is chosen in the end. */
function after(camera: boolean, ...choices: Bandwidth[]): { cameras: boolean[]; state: DataUse } {
  let state = AUTO;
  const cameras = choices.map(bandwidth => {
    const chosen = choose(state, bandwidth, camera);
    state = chosen.state;
    camera = chosen.camera;
    return camera;
  });
  return { cameras, state };
}

describe('data use', () => {
  it.each<[string, boolean, Bandwidth[], boolean[]]>([
    ['audio only switches the camera off, and its end on again', true, ['audio', 'auto'], [false, true]],
    ['one that was off stays off', false, ['audio', 'auto'], [false, false]],
    ['also when audio only is chosen twice', true, ['audio', 'audio', 'save'], [false, false, true]],
    ['saving leaves the camera alone', true, ['save', 'auto'], [true, true]],
    ['saving leaves a camera that is off alone', false, ['save', 'auto'], [false, false]]
  ])('%s', (_, camera, choices, expected) => {
    expect(after(camera, ...choices).cameras).toEqual(expected);
  });

  it('is automatic again when the camera is switched on in audio only', () => {
    const { state } = after(true, 'audio');
    expect(onCamera(state, false)).toBe(state);
    expect(onCamera(state, true)).toEqual(AUTO);
    expect(onCamera({ bandwidth: 'save', cameraWasOn: false }, true)).toEqual({
      bandwidth: 'save',
      cameraWasOn: false
    });
  });

  it('limits more with every step', () => {
    expect(BANDWIDTHS.map(each => limitsOf(each).pictures)).toEqual(['large', 'small', 'none']);
    expect(limitsOf('auto').maxVideoBitrate).toBeNull();
    expect(limitsOf('save').maxVideoBitrate).toBeLessThanOrEqual(200_000);
  });
});
