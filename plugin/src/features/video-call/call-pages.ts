import type { CallWindow } from './call-window';
import type { CallLayer } from './call-layer';
import type { Edition } from './config';
import type { PluginMessage } from './page-messages';

export interface CallPagesPorts {
  /** Opens or finds the task's window; undefined when the browser blocked it. */
  readonly openWindow: (taskSid: string) => CallWindow | undefined;
  readonly layer: Pick<CallLayer, 'open' | 'close'>;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly edition: Edition;
  /** Of the service; nobody else is told anything. */
  readonly origin: string;
}

/** What a page of a call is about. */
export interface CallOfPage {
  readonly task: string;
  readonly session: string;
  readonly customer: string;
}

/** The agent's page of each call: opening it in Flex or in a window of its own, and speaking to it where it is. */
export class CallPages {
  private readonly targets = new Map<string, Window>();

  constructor(private readonly ports: CallPagesPorts) {}

  /** Must be called within the agent's click, or the browser blocks it. @returns undefined when it did */
  openWindow(task: string): CallWindow | undefined {
    return this.ports.openWindow(task);
  }

  /** Loads the page into a window, unless one is there already; that one comes to the front. */
  showInWindow({ session }: Pick<CallOfPage, 'session'>, window: CallWindow): void {
    this.targets.set(session, window.target);
    if (window.blank) window.go(this.addressOf(session));
    else window.focus();
  }

  showInFlex({ task, session, customer }: CallOfPage): void {
    const target = this.ports.layer.open({ task, url: this.addressOf(session), customer });
    if (target !== null) this.targets.set(session, target);
  }

  leaveFlex(task: string): void {
    this.ports.layer.close(task);
  }

  closeWindow(session: string): void {
    this.targets.get(session)?.close();
    this.targets.delete(session);
  }

  /** The window whose page speaks for this session; undefined when Flex was reloaded since. */
  targetOf(session: string): Window | undefined {
    return this.targets.get(session);
  }

  /** A page that was there before Flex was reloaded has shown itself. */
  adopt(session: string, target: Window): void {
    this.targets.set(session, target);
  }

  /** @returns false when there is no page to be told */
  tell(message: PluginMessage): boolean {
    const target = this.targets.get(message.session);
    if (target === undefined || target.closed) return false;
    target.postMessage(message, this.ports.origin);
    return true;
  }

  private addressOf(session: string): string {
    const { baseUrl, edition } = this.ports;
    return `${baseUrl}/${edition === 'serverless' ? 'video-room.html?agent=' : 'agent/'}${encodeURIComponent(session)}`;
  }
}
