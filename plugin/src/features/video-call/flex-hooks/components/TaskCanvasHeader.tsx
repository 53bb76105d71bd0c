import { TaskHelper } from '@twilio/flex-ui';
import type { ITask } from '@twilio/flex-ui';
import React from 'react';
import type { FlexHook } from '../../../hooks';
import { VideoCallButtons } from '../../components/VideoCallButtons';
import { offersVideo } from '../../eligibility';
import type { VideoCalls } from '../../video-calls';
import type { VideoCallString } from '../strings/VideoCallStrings';

interface Wiring {
  readonly calls: VideoCalls;
  readonly text: (key: VideoCallString) => string;
  /** The worker's SID, undefined while Flex does not know it. */
  readonly me: () => string | undefined;
}

interface HeaderProps extends Omit<Wiring, 'me'> {
  /** Flex passes its header's props to added content. */
  readonly task?: ITask;
}

const VideoCallHeader: React.FC<HeaderProps> = ({ task, calls, text }) => {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => calls.subscribe(redraw), [calls]);
  if (task === undefined) return null;
  const { taskSid } = task;
  return (
    <VideoCallButtons
      call={calls.callOf(taskSid)}
      text={text}
      onStart={() => void calls.start({ taskSid, conversationSid: TaskHelper.getTaskConversationSid(task) })}
      onOpen={() => calls.open(taskSid)}
      onEnd={() => void calls.end(taskSid)}
    />
  );
};

const factsOf = (task: ITask) => ({
  status: task.status,
  workerSid: task.workerSid,
  chatBased: TaskHelper.isChatBasedTask(task),
  conversationSid: TaskHelper.getTaskConversationSid(task)
});

/** Puts the buttons into the task header, between the customer's name and Flex's own buttons. */
export const taskCanvasHeader = ({ calls, text, me }: Wiring): FlexHook => ({
  kind: 'content',
  host: 'TaskCanvasHeader',
  content: <VideoCallHeader key="flex-video-call" calls={calls} text={text} />,
  sortOrder: 1,
  showFor: task => offersVideo(factsOf(task), me())
});
