import { Tab, type ITask } from '@twilio/flex-ui';
import React from 'react';
import type { FlexHook } from '../../../hooks';
import type { CallLayer } from '../../call-layer';
import { CallSlot } from '../../components/CallSlot';
import type { PageHome } from '../../config';
import type { Text } from '../../texts';
import type { VideoCalls } from '../../video-calls';
import { VIDEO_TAB } from '../../video-tab';

interface Wiring {
  readonly home: PageHome;
  readonly calls: VideoCalls;
  readonly layer: CallLayer;
  readonly text: Text;
  readonly offers: (task: ITask) => boolean;
}

/** Where Flex keeps a place free for calls: a tab of each task that can have one, or its second panel. */
export function callPlaces({ home, calls, layer, text, offers }: Wiring): readonly FlexHook[] {
  const slot = <CallSlot key="flex-video-slot" calls={calls} layer={layer} text={text} collapses={home === 'panel'} />;
  if (home === 'panel')
    return [
      { kind: 'second-panel' },
      { kind: 'content', host: 'Panel2', content: slot, sortOrder: -1, showFor: offers }
    ];
  const content = (
    <Tab key="flex-video-tab" uniqueName={VIDEO_TAB} label={text('FlexVideoTab')}>
      {slot}
    </Tab>
  );
  return [{ kind: 'content', host: 'TaskCanvasTabs', content, sortOrder: 10, showFor: offers }];
}
