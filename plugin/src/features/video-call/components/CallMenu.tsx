import React from 'react';
import { createPortal } from 'react-dom';
import { type MenuAct, type MenuItem, movedFocus } from '../call-menu';
import { type Progress, PROGRESS_WORDS } from '../call-progress';
import { spokenIn, type Text } from '../texts';

interface Props {
  readonly progress: Progress;
  readonly items: readonly MenuItem[];
  readonly text: Text;
  readonly onChoose: (act: MenuAct) => void;
}

/** Closes the menu at a press outside of it, also of one in a frame: that takes the focus away. */
function useClosing(open: boolean, inside: readonly React.RefObject<HTMLElement>[], close: () => void): void {
  React.useEffect(() => {
    if (!open) return undefined;
    const onPress = ({ target }: Event): void => {
      if (!inside.some(({ current }) => target instanceof Node && current?.contains(target))) close();
    };
    document.addEventListener('pointerdown', onPress);
    window.addEventListener('blur', close);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      window.removeEventListener('blur', close);
    };
  }, [open]);
}

/** The call's state as a button, and under it what can be done (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export const CallMenu: React.FC<Props> = ({ progress, items, text, onChoose }) => {
  const button = React.useRef<HTMLButtonElement>(null);
  const menu = React.useRef<HTMLDivElement>(null);
  const [open, setOpen] = React.useState(false);
  const { tone, is, next } = PROGRESS_WORDS[progress];
  const close = (): void => setOpen(false);
  useClosing(open, [button, menu], close);
  const leave = (): void => {
    close();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="flex-video-chip flex-video-menu-button"
        data-progress={progress}
        data-tone={tone}
        title={text(next)}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {text(is)} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <Items
          items={items}
          text={text}
          under={button.current}
          menu={menu}
          onLeave={leave}
          onChoose={act => {
            leave();
            onChoose(act);
          }}
        />
      )}
    </>
  );
};

interface ItemsProps extends Pick<Props, 'items' | 'text' | 'onChoose'> {
  readonly under: HTMLElement | null;
  readonly menu: React.RefObject<HTMLDivElement>;
  readonly onLeave: () => void;
}

/** On the body: in Flex's header it would lie below the calls. */
const Items: React.FC<ItemsProps> = ({ items, text, under, menu, onLeave, onChoose }) => {
  React.useLayoutEffect(() => menu.current?.querySelector('button')?.focus(), []);
  const { bottom = 0, left = 0, right = 0 } = under?.getBoundingClientRect() ?? {};
  const rightToLeft = document.documentElement.dir === 'rtl';
  const style = rightToLeft ? { top: bottom + 4, left } : { top: bottom + 4, right: window.innerWidth - right };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const from = buttons.findIndex(each => each === document.activeElement);
    const to = movedFocus(event.key, from, buttons.length);
    if (to !== undefined) buttons[to]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onLeave();
    if (to !== undefined || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return createPortal(
    <div
      ref={menu}
      {...spokenIn(text)}
      role="menu"
      aria-label={text('FlexVideoTab')}
      className="flex-video-menu"
      style={style}
      onKeyDown={onKeyDown}
    >
      {items.map(({ act, words, checked }) => (
        <button
          key={act}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          aria-checked={checked}
          data-act={act}
          tabIndex={-1}
          onClick={() => onChoose(act)}
        >
          {text(words)}
        </button>
      ))}
    </div>,
    document.body
  );
};
