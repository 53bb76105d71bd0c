import type { ITask } from '@twilio/flex-ui';
import React from 'react';
import type { FlexHook } from '../../../hooks';
import { ProgressChip } from '../../components/ProgressChip';
import type { Text } from '../../texts';
import type { VideoCalls } from '../../video-calls';

interface Wiring {
  readonly calls: VideoCalls;
  readonly text: Text;
}

interface ItemProps {
  readonly task?: ITask;
}

/** Lays the chip over the item's corner: content that is added to it would stand below, and make it higher. */
export const taskListItem = ({ calls, text }: Wiring): FlexHook => ({
  kind: 'wrapper',
  host: 'TaskListItem',
  wrapper: Original =>
    function TaskListItemWithCall(props: ItemProps) {
      return (
        <div className="flex-video-item">
          <Original {...props} />
          <div className="flex-video-corner">
            {props.task !== undefined && <ProgressChip calls={calls} text={text} taskSid={props.task.taskSid} />}
          </div>
        </div>
      );
    }
});
