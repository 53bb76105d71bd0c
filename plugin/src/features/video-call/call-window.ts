/** A browser window that holds, or will hold, a call page. */
export interface CallWindow {
  /** For recognising its messages. */
  readonly target: Window;
  /** True until a call page has been loaded into it. */
  readonly blank: boolean;
  /** Says something in a window that is still blank. */
  say(text: string): void;
  go(url: string): void;
  focus(): void;
  close(): void;
}

const SIZE = { width: 960, height: 680 };

function isBlank(target: Window): boolean {
  try {
    return target.location.href === 'about:blank';
  } catch {
    // Only another origin's page refuses to be asked.
    return false;
  }
}

function write(target: Window, text: string): void {
  const { document } = target;
  document.title = text;
  document.documentElement.lang = 'en';
  const line = document.createElement('p');
  line.textContent = text;
  Object.assign(line.style, { margin: 'auto', font: '500 18px system-ui, sans-serif', color: '#e8ecf4' });
  Object.assign(document.body.style, { margin: '0', minHeight: '100vh', display: 'flex', background: '#121c2d' });
  document.body.replaceChildren(line);
}

/**
 * Opens the window of one task's call, or finds it again, even after Flex was reloaded: the browser knows it by its name.
 * Must be called within the agent's click, or the browser blocks it.
 *
 * @returns undefined when the browser blocked it
 */
export function openCallWindow(from: Window, task: string): CallWindow | undefined {
  const left = Math.max(0, from.screenX + 40);
  const top = Math.max(0, from.screenY + 100);
  const features = `popup=yes,width=${SIZE.width},height=${SIZE.height},left=${left},top=${top}`;
  const target = from.open('', `flex-video-${task}`, features);
  if (target === null) return undefined;
  return {
    target,
    get blank() {
      return isBlank(target);
    },
    say: text => {
      if (isBlank(target)) write(target, text);
    },
    // replace: the blank page must not be a place to go back to.
    go: url => target.location.replace(url),
    focus: () => target.focus(),
    close: () => target.close()
  };
}
