import { EventEmitter } from 'node:events';
import type { Room } from 'twilio-video';
import { describe, expect, it } from 'vitest';
import type { Bandwidth } from '../room-core/bandwidth';
import { createChoiceStore } from './choice-store';
import { createDataUse } from './data-use';
import { FakeDevices, FakeStorage } from './fakes';
import { LocalMedia } from './local-media';
import { storedText } from './stored-text';

/** Somebody's video track of Twilio's cloud, and what was asked for it. */
class FakePicture {
  readonly kind = 'video';
  readonly asked: string[] = [];
  constructor(readonly name: string) {}
  switchOn(): void {
    this.asked.push('on');
  }
  switchOff(): void {
    this.asked.push('off');
  }
  setContentPreferences({ renderDimensions }: { renderDimensions: { width: number } }): void {
    this.asked.push(`${renderDimensions.width} wide`);
  }
}

class FakeRoom extends EventEmitter {
  readonly sent: (number | null)[] = [];
  readonly face = new FakePicture('camera');
  readonly screen = new FakePicture('screen');
  readonly participants = new Map([
    ['PA1', { tracks: new Map([this.face, this.screen].map(track => [track.name, { track }])) }]
  ]);
  readonly localParticipant = {
    setParameters: ({ maxVideoBitrate }: { maxVideoBitrate: number | null }) => this.sent.push(maxVideoBitrate)
  };
}

function setUp(remembered: Bandwidth = 'auto') {
  const storage = new FakeStorage();
  const stored = storedText(() => storage, 'flex-video.choices');
  createChoiceStore(stored).dispatch({ bandwidth: remembered });
  const choices = createChoiceStore(stored);
  const media = new LocalMedia(new FakeDevices());
  const control = createDataUse(choices, media);
  const room = new FakeRoom();
  const enter = (cloud: boolean): (() => void) => control.companion(room as unknown as Room, cloud);
  const camera = (): boolean => media.store.state().wanted.video;
  return { choices, media, control, room, enter, camera };
}

describe('data use', () => {
  it('is remembered, and the camera is off from the start where audio only was', () => {
    const { control, camera, choices } = setUp('audio');
    expect(camera()).toBe(false);
    control.choose('auto');
    expect([camera(), choices.state().bandwidth]).toEqual([true, 'auto']);
  });

  it('ends being audio only when the camera is switched on, and leaves it on', async () => {
    const { media, control, camera, choices } = setUp();
    await media.take();
    control.choose('audio');
    expect(media.output('video')).toBeNull();
    media.toggle('video');
    expect(media.output('video')).toBe(media.track('video'));
    expect([camera(), choices.state().bandwidth]).toEqual([true, 'auto']);
  });

  it('limits what is sent in every room, and asks nobody for less in our own', () => {
    const { control, room, enter } = setUp();
    const leave = enter(false);
    expect(room.sent).toEqual([]);
    control.choose('save');
    control.choose('auto');
    expect([room.sent.length, room.sent[0] !== null, room.sent[1]]).toEqual([2, true, null]);
    leave();
    control.choose('save');
    expect(room.sent).toHaveLength(2);
    expect(room.face.asked).toEqual([]);
  });

  it('asks Twilio’s cloud for small pictures or none, and for screens as ever', () => {
    const { control, room, enter } = setUp('save');
    enter(true);
    control.choose('audio');
    const late = new FakePicture('camera');
    room.emit('trackSubscribed', late);
    control.choose('auto');
    expect(room.face.asked).toEqual(['on', '320 wide', 'off', 'on', '1280 wide']);
    expect(late.asked).toEqual(['off']);
    expect(room.screen.asked).toEqual([]);
  });
});
