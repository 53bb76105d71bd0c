import { TaskHelper } from '@twilio/flex-ui';
import type { ITask } from '@twilio/flex-ui';
import React from 'react';
import type { FlexHook } from '../../../hooks';
import { ProgressChip } from '../../components/ProgressChip';
import { useCallOf } from '../../components/use-call';
import { VideoCallButtons } from '../../components/VideoCallButtons';
import type { Text } from '../../texts';
import type { VideoCalls } from '../../video-calls';

interface Wiring {
  readonly calls: VideoCalls;
  readonly text: Text;
  readonly offers: (task: ITask) => boolean;
}

interface HeaderProps extends Omit<Wiring, 'offers'> {
  /** Flex passes its header's props to added content. */
  readonly task?: ITask;
}

const VideoCallHeader: React.FC<HeaderProps> = ({ task, calls, text }) => {
  const call = useCallOf(calls, task?.taskSid);
  if (task === undefined) return null;
  const { taskSid } = task;
  return (
    <VideoCallButtons
      call={call}
      text={text}
      chip={<ProgressChip calls={calls} text={text} taskSid={taskSid} />}
      onStart={() => void calls.start({ taskSid, conversationSid: TaskHelper.getTaskConversationSid(task) })}
      onOpen={() => void calls.open(taskSid)}
      onEnd={() => void calls.end(taskSid)}
    />
  );
};

/** Puts the buttons into the task header, between the customer's name and Flex's own buttons. */
export const taskCanvasHeader = ({ calls, text, offers }: Wiring): FlexHook => ({
  kind: 'content',
  host: 'TaskCanvasHeader',
  content: <VideoCallHeader key="flex-video-call" calls={calls} text={text} />,
  sortOrder: 1,
  showFor: offers
});
