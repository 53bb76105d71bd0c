/** The browser inside the phone: one call page, which keeps running while the customer looks at the chat. */
export interface CallView {
  open(address: string): void;
  readonly isOpen: boolean;
}

interface Parts {
  readonly screen: HTMLElement;
  readonly host: HTMLElement;
  readonly back: HTMLButtonElement;
  /** Shown over the chat while a call is behind it. */
  readonly banner: HTMLElement;
  readonly returnButton: HTMLButtonElement;
  readonly closeButton: HTMLButtonElement;
}

const ALLOW = 'camera; microphone; display-capture; autoplay; fullscreen; speaker-selection; clipboard-write';

/** @param onChange told 'shown', 'behind' or 'closed' */
export function createCallView(parts: Parts, onChange: (state: 'shown' | 'behind' | 'closed') => void): CallView {
  let frame: HTMLIFrameElement | undefined;
  const show = (state: 'shown' | 'behind' | 'closed') => {
    parts.screen.classList.toggle('shown', state === 'shown');
    parts.screen.inert = state !== 'shown';
    parts.banner.hidden = state !== 'behind';
    onChange(state);
  };
  const close = () => {
    frame?.remove();
    frame = undefined;
    show('closed');
  };
  parts.back.addEventListener('click', () => show('behind'));
  parts.returnButton.addEventListener('click', () => show('shown'));
  parts.closeButton.addEventListener('click', close);
  return {
    get isOpen() {
      return frame !== undefined;
    },
    open: address => {
      if (frame?.src !== address) {
        frame?.remove();
        frame = document.createElement('iframe');
        frame.allow = ALLOW;
        frame.title = 'Video call';
        frame.src = address;
        parts.host.append(frame);
      }
      show('shown');
    }
  };
}
