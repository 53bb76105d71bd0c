import React from 'react';
import type { CallLayer } from '../call-layer';
import type { LeaveQuestion } from '../leave-question';
import type { Waiting } from '../lobby';
import { spokenIn, type Text } from '../texts';
import { LeaveDialog } from './LeaveDialog';

interface Props {
  readonly waiting: () => readonly Waiting[];
  readonly onChange: (listener: () => void) => () => void;
  readonly layer: CallLayer;
  readonly question: LeaveQuestion;
  readonly text: Text;
  readonly onDecide: (waiting: Waiting, what: 'admit' | 'deny') => Promise<void>;
}

interface CardProps extends Pick<Props, 'text' | 'onDecide'> {
  readonly waiting: Waiting;
}

const Card: React.FC<CardProps> = ({ waiting, text, onDecide }) => {
  const [busy, setBusy] = React.useState(false);
  const decide = (what: 'admit' | 'deny') => async () => {
    if (busy) return;
    setBusy(true);
    await onDecide(waiting, what);
    setBusy(false);
  };
  const { name } = waiting;
  return (
    <li aria-busy={busy}>
      <p>{text('FlexVideoWaiting', { name })}</p>
      <button
        type="button"
        data-act="admit"
        aria-label={text('FlexVideoAdmitName', { name })}
        onClick={() => void decide('admit')()}
      >
        {text('FlexVideoAdmit')}
      </button>
      <button
        type="button"
        data-act="deny"
        aria-label={text('FlexVideoDenyName', { name })}
        onClick={() => void decide('deny')()}
      >
        {text('FlexVideoDeny')}
      </button>
    </li>
  );
};

/** The focus of a card that goes: to the next one, or to the call's state in the header. */
function useFocusAfterwards(
  list: React.RefObject<HTMLElement>,
  count: number
): { onFocus: () => void; onBlur: () => void } {
  const had = React.useRef(false);
  React.useLayoutEffect(() => {
    if (!had.current || document.activeElement !== document.body) return;
    const next =
      list.current?.querySelector('button') ?? document.querySelector<HTMLElement>('.flex-video-menu-button');
    next?.focus();
  }, [count]);
  return { onFocus: () => void (had.current = true), onBlur: () => void (had.current = false) };
}

/** Over all of Flex: who waits in front of a call that the agent is not looking at, and the question before a task is left. */
export const Overlay: React.FC<Props> = ({ waiting, onChange, layer, question, text, onDecide }) => {
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    const ends = [onChange(redraw), layer.subscribe(redraw), question.subscribe(redraw)];
    return () => ends.forEach(end => end());
  }, [onChange, layer, question]);
  // The call page says it as well, where it is seen.
  const unseen = waiting().filter(({ task }) => !layer.isDocked(task));
  const list = React.useRef<HTMLUListElement>(null);
  const focus = useFocusAfterwards(list, unseen.length);
  return (
    <>
      <section
        {...spokenIn(text)}
        className="flex-video-lobby"
        aria-label={text('FlexVideoLobby')}
        aria-live="polite"
        {...focus}
      >
        <ul ref={list}>
          {unseen.map(each => (
            <Card key={each.visit} waiting={each} text={text} onDecide={onDecide} />
          ))}
        </ul>
      </section>
      {question.open !== undefined && <LeaveDialog question={question.open} text={text} />}
    </>
  );
};
