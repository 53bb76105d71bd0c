import { cleared, emptyList, shownOf, withCall, withPause } from './call-list';
import type { CallList } from './call-list';
import { apiNames, apiOf, readable, readExchange } from './exchange';
import type { Exchange } from './exchange';

interface Parts {
  readonly panel: HTMLElement;
  readonly toggle: HTMLButtonElement;
  readonly list: HTMLElement;
  readonly api: HTMLSelectElement;
  readonly words: HTMLInputElement;
  readonly pause: HTMLButtonElement;
  readonly clear: HTMLButtonElement;
  readonly state: HTMLElement;
}

function made<K extends keyof HTMLElementTagNameMap>(name: K, text: string, className = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  element.className = className;
  return element;
}

function row(call: Exchange): HTMLElement {
  const line = document.createElement('details');
  line.dataset['id'] = String(call.id);
  const summary = document.createElement('summary');
  const status = made('b', String(call.status), call.status < 400 ? 'good' : 'bad');
  summary.append(
    made('span', apiOf(call.host), 'api'),
    made('span', call.method, 'method'),
    made('span', call.path, 'path'),
    status
  );
  line.append(summary);
  // thousands of lines are made only for whom they are read by
  line.addEventListener(
    'toggle',
    () => {
      line.append(made('p', `${call.from} asks ${call.host} at ${call.at.slice(11, 23)}`, 'whence'));
      for (const [title, text] of [
        ['Sent', call.body],
        [`Answer ${call.status}`, call.answer]
      ] as const)
        if (text !== '') {
          const shown = made('pre', readable(text));
          shown.tabIndex = 0;
          shown.setAttribute('role', 'region');
          shown.setAttribute('aria-label', `${title}: ${call.method} ${call.path}`);
          line.append(made('h3', title), shown);
        }
    },
    { once: true }
  );
  return line;
}

/** The calls to Twilio as they happen. The stream begins when the panel is first opened, and reconnects by itself. */
export function createCallPanel(parts: Parts): void {
  let list: CallList = emptyList;
  let after = 0;
  let source: EventSource | undefined;
  let drawing = false;
  const draw = () => {
    drawing = false;
    const shown = shownOf(list);
    const rows = new Map([...parts.list.children].map(line => [(line as HTMLElement).dataset['id'], line]));
    const wanted = new Set(shown.map(({ id }) => String(id)));
    for (const [id, line] of rows) if (!wanted.has(id ?? '')) line.remove();
    const atEnd = parts.list.scrollHeight - parts.list.scrollTop - parts.list.clientHeight < 40;
    let next: Element | null = parts.list.firstElementChild;
    for (const call of shown) {
      const known = rows.get(String(call.id));
      if (known) next = known.nextElementSibling;
      else parts.list.insertBefore(row(call), next);
    }
    if (atEnd) parts.list.scrollTop = parts.list.scrollHeight;
    parts.pause.textContent = list.paused ? `Go on (${list.waiting.length} waiting)` : 'Pause';
  };
  const change = (to: CallList) => {
    list = to;
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(draw);
  };
  const listen = () => {
    if (source) return;
    source = new EventSource('/sandbox/exchanges/events');
    source.addEventListener('open', () => (parts.state.textContent = 'Live'));
    source.addEventListener('error', () => (parts.state.textContent = 'Connection lost: trying again'));
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const call = readExchange(data);
      if (call && call.id > after) change(withCall(list, call));
    });
  };
  for (const name of apiNames) parts.api.append(made('option', name));
  parts.toggle.addEventListener('click', () => {
    parts.panel.hidden = !parts.panel.hidden;
    parts.toggle.ariaExpanded = String(!parts.panel.hidden);
    if (!parts.panel.hidden) listen();
  });
  parts.api.addEventListener('change', () => change({ ...list, api: parts.api.value }));
  parts.words.addEventListener('input', () => change({ ...list, words: parts.words.value }));
  parts.pause.addEventListener('click', () => change(withPause(list, !list.paused)));
  parts.clear.addEventListener('click', () => {
    const empty = cleared(list);
    after = Math.max(after, empty.after);
    change(empty);
  });
}
