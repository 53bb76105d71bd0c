import { Button, withTaskContext, type ITask } from '@twilio/flex-ui';
import React from 'react';
import type { CallLayer } from '../call-layer';
import { spokenIn, type Text } from '../texts';
import type { VideoCalls } from '../video-calls';
import { useCallOf } from './use-call';

interface Props {
  readonly calls: VideoCalls;
  readonly layer: CallLayer;
  readonly text: Text;
  /** A panel that others use as well takes no room while there is no call. */
  readonly collapses: boolean;
  /** From Flex's context: of the place that it draws this in. */
  readonly task?: ITask;
}

/** Keeps the place where the layer lays the call of the task that Flex shows. While there is no page here, it says what to do. */
const Slot: React.FC<Props> = ({ task, calls, layer, text, collapses }) => {
  const element = React.useRef<HTMLDivElement>(null);
  const taskSid = task?.taskSid;
  const call = useCallOf(calls, taskSid);
  const empty = call === undefined && collapses;
  React.useLayoutEffect(() => {
    if (element.current === null || taskSid === undefined || empty) return undefined;
    return layer.addSlot(element.current, taskSid);
  }, [layer, taskSid, empty]);
  if (taskSid === undefined || empty) return null;
  return (
    <div
      ref={element}
      {...spokenIn(text)}
      className={collapses ? 'flex-video-slot flex-video-over' : 'flex-video-slot'}
    >
      {call === undefined && <p>{text('FlexVideoNoCall')}</p>}
      {call !== undefined && call.place !== 'flex' && (
        <>
          <p>{text(call.place === 'window' ? 'FlexVideoInWindow' : 'FlexVideoPageClosed')}</p>
          <Button variant="primary" onClick={() => void calls.showInFlex(taskSid)}>
            {text('FlexVideoShowHere')}
          </Button>
          <Button variant="secondary" onClick={() => calls.popOut(taskSid)}>
            {text('FlexVideoPopOut')}
          </Button>
        </>
      )}
    </div>
  );
};

export const CallSlot = withTaskContext(Slot);
