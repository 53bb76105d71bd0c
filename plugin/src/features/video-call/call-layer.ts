import { type Corner, type Place, placeCalls, type Slot } from './call-places';
import { LAYER_STYLES } from './styles';
import type { Text } from './texts';

/** One call that is shown in Flex's own window. */
export interface ShownCall {
  readonly task: string;
  /** The call page. */
  readonly url: string;
  readonly customer: string;
}

export interface CallLayerPorts {
  readonly text: Text;
  /** The agent wants to see the task of this call. */
  readonly onReturn: (task: string) => void;
  /** The agent wants the call in a window of its own; within the click. */
  readonly onPopOut: (task: string) => void;
}

interface Shown {
  readonly box: HTMLElement;
  readonly frame: HTMLIFrameElement;
}

/** What a call page may use of the browser; without it the frame of another origin gets no camera. */
const ALLOWED = ['camera', 'microphone', 'display-capture', 'autoplay', 'fullscreen', 'speaker-selection'];
/** A ResizeObserver does not tell when something only moves. */
const LOOK_AGAIN_EVERY = 500;

/**
 * The calls in Flex's own window. Flex unmounts its tabs and views as it likes, and a frame that is unmounted or moved loads anew,
 * which would end the call. So every call's frame is put once into one layer over Flex and stays there; what Flex draws only keeps a
 * place free (addSlot), and the layer follows that place. A call without a place that shows is a small window in a corner.
 */
export class CallLayer {
  private readonly layer: HTMLElement;
  private readonly shown = new Map<string, Shown>();
  private readonly slots = new Map<HTMLElement, string>();
  private readonly sizes: ResizeObserver;
  private readonly listeners = new Set<() => void>();
  private places: ReadonlyMap<string, Place> = new Map();
  private corner: Corner = 'start';
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param document Flex's; the layer is added to it with the first call */
  constructor(
    private readonly document: Document,
    private readonly ports: CallLayerPorts
  ) {
    this.layer = document.createElement('div');
    this.layer.className = 'flex-video-layer';
    this.layer.lang = ports.text('FlexVideoLanguage');
    this.layer.dir = ports.text('FlexVideoDirection');
    const style = document.createElement('style');
    style.textContent = LAYER_STYLES;
    document.head.append(style);
    this.sizes = new ResizeObserver(() => this.place());
    for (const event of ['scroll', 'transitionend', 'animationend'])
      document.addEventListener(event, () => this.place(), true);
  }

  /** Shows a call. One that is shown stays as it is. @returns the window of its page */
  open(call: ShownCall): Window | null {
    const known = this.shown.get(call.task);
    if (known !== undefined) return known.frame.contentWindow;
    const made = this.make(call);
    if (!this.layer.isConnected) this.document.body.append(this.layer);
    this.layer.append(made.box);
    this.shown.set(call.task, made);
    this.timer ??= setInterval(() => this.place(), LOOK_AGAIN_EVERY);
    this.place();
    return made.frame.contentWindow;
  }

  /** Takes the call's page away, which leaves the call. */
  close(task: string): void {
    this.shown.get(task)?.box.remove();
    this.shown.delete(task);
    if (this.shown.size === 0 && this.timer !== undefined) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    this.place();
  }

  /** Puts the keyboard into the call's page. */
  focus(task: string): void {
    this.shown.get(task)?.frame.focus();
  }

  /** Whether the agent sees the call of this task in its slot. */
  isDocked(task: string): boolean {
    return this.places.get(task)?.docked ?? false;
  }

  /** @returns what ends the subscription to where calls are */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** An element that keeps a place free for the call of a task. @returns what takes it back */
  addSlot(element: HTMLElement, task: string): () => void {
    this.slots.set(element, task);
    this.sizes.observe(element);
    this.place();
    return () => {
      this.slots.delete(element);
      this.sizes.unobserve(element);
      this.place();
    };
  }

  private make({ task, url, customer }: ShownCall): Shown {
    const { document } = this;
    const { text, onReturn, onPopOut } = this.ports;
    const box = document.createElement('section');
    box.className = 'flex-video-call';
    box.dataset.task = task;
    box.setAttribute('aria-label', text('FlexVideoFrame', { name: customer }));
    const bar = document.createElement('div');
    bar.className = 'flex-video-bar';
    const back = this.button(text('FlexVideoReturn', { name: customer }), 'flex-video-back', () => {
      onReturn(task);
      this.focus(task);
    });
    bar.append(
      back,
      this.button('⇄', 'flex-video-sign', () => this.changeCorner(), text('FlexVideoOtherCorner')),
      this.button('↗', 'flex-video-sign', () => onPopOut(task), text('FlexVideoPopOut'))
    );
    const frame = document.createElement('iframe');
    frame.title = text('FlexVideoFrame', { name: customer });
    frame.allow = ALLOWED.join('; ');
    frame.src = url;
    const page = document.createElement('div');
    page.className = 'flex-video-page';
    page.append(frame);
    box.append(bar, page);
    return { box, frame };
  }

  private button(label: string, className: string, onClick: () => void, name?: string): HTMLButtonElement {
    const made = this.document.createElement('button');
    made.type = 'button';
    made.className = className;
    made.textContent = label;
    if (name !== undefined) {
      made.title = name;
      made.setAttribute('aria-label', name);
    }
    made.addEventListener('click', onClick);
    return made;
  }

  private changeCorner(): void {
    this.corner = this.corner === 'start' ? 'end' : 'start';
    this.place();
  }

  private slotsNow(): readonly Slot[] {
    return [...this.slots].map(([element, task]) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const visible = element.isConnected && getComputedStyle(element).visibility !== 'hidden';
      return { task, rect: { left, top, width, height }, visible };
    });
  }

  private place(): void {
    const { innerWidth: width = 0, innerHeight: height = 0 } = this.document.defaultView ?? {};
    const rightToLeft = this.document.documentElement.dir === 'rtl';
    const around = { width, height, corner: this.corner, rightToLeft };
    const before = this.places;
    this.places = placeCalls([...this.shown.keys()], this.slotsNow(), around);
    for (const [task, { docked, rect }] of this.places) {
      const box = this.shown.get(task)?.box;
      if (box === undefined) continue;
      for (const side of ['left', 'top', 'width', 'height'] as const) {
        const wanted = `${rect[side]}px`;
        if (box.style[side] !== wanted) box.style[side] = wanted;
      }
      box.classList.toggle('flex-video-small', !docked);
    }
    const looks = (places: ReadonlyMap<string, Place>) =>
      [...places].map(([task, { docked }]) => `${task} ${String(docked)}`).join();
    if (looks(before) !== looks(this.places)) for (const listener of this.listeners) listener();
  }
}
