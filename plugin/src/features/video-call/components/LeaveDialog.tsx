import React from 'react';
import type { Question } from '../leave-question';
import { spokenIn, type Text } from '../texts';

interface Props {
  readonly question: Question;
  readonly text: Text;
}

/** Asks before a task is left while somebody is in its call. The harmless answer has the focus; Escape gives it. */
export const LeaveDialog: React.FC<Props> = ({ question, text }) => {
  const dialog = React.useRef<HTMLDialogElement>(null);
  React.useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      {...spokenIn(text)}
      className="flex-video-question"
      aria-labelledby="flex-video-question"
      onCancel={event => {
        event.preventDefault();
        question.answer(false);
      }}
    >
      <h2 id="flex-video-question">{text('FlexVideoLeaveTitle', { name: question.customer })}</h2>
      <p>{text('FlexVideoLeaveText')}</p>
      <button type="button" autoFocus onClick={() => question.answer(false)}>
        {text('FlexVideoLeaveNo')}
      </button>
      <button type="button" data-act="end" onClick={() => question.answer(true)}>
        {text('FlexVideoLeaveYes')}
      </button>
    </dialog>
  );
};
