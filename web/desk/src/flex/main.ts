// Starts the real Flex UI for one agent of the sandbox: /desk/flex?agent=<identity>.

import { firstTask } from './first-task';
import type { FlexGlobal } from './flex-global';

/** What Flex keeps about a signed-in agent; the sandbox signs in for us. */
interface SsoSession {
  readonly accountSid: string;
}

async function signIn(agent: string): Promise<SsoSession> {
  const response = await fetch(`/sandbox/agents/${encodeURIComponent(agent)}/session`);
  if (!response.ok) throw new Error(`The sandbox has no agent “${agent}”.`);
  const session = (await response.json()) as SsoSession;
  localStorage.setItem('TWILIO_FLEX_SSO', JSON.stringify(session));
  return session;
}

function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    // Scripts added by script run as they arrive unless told to keep their order.
    script.async = false;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${address} could not be loaded.`)));
    document.head.append(script);
  });
}

async function loadFlex(): Promise<FlexGlobal> {
  await Promise.all([load('/desk/flex-ui/globals.js'), load('/desk/flex-ui/twilio-flex.js')]);
  if (window.Twilio === undefined) throw new Error('Flex UI did not start.');
  return window.Twilio.Flex;
}

/** Selects the agent's first accepted task, now or as soon as there is one, and then never again. */
function selectFirstTask({ Manager, Actions }: FlexGlobal): void {
  const { store } = Manager.getInstance();
  const select = (): boolean => {
    const sid = firstTask(store.getState());
    if (sid === undefined) return false;
    void Actions.invokeAction('SelectTask', { sid });
    return true;
  };
  if (select()) return;
  const unsubscribe = store.subscribe(() => {
    if (firstTask(store.getState()) === undefined) return;
    unsubscribe();
    // Flex is still reducing the action that brought the task.
    queueMicrotask(select);
  });
}

async function start(agent: string, logLevel: string): Promise<void> {
  const address = location.href;
  const [{ accountSid }, flex] = await Promise.all([signIn(agent), loadFlex()]);
  await flex.runDefault(
    {
      sso: { accountSid },
      logLevel,
      disableTelemetry: true,
      disableBrowserVoice: true,
      pluginService: { enabled: true },
      // Flex must not keep its views in the page's address: a reload would ask the server for pages it does not have.
      router: { type: 'memory' },
      // The panel for a CRM would be empty here and take a third of the width.
      componentProps: { AgentDesktopView: { showPanel2: false } }
    },
    '#flex'
  );
  // While starting, it has changed the address all the same.
  history.replaceState(history.state, '', address);
  const { worker } = flex.Manager.getInstance().store.getState().flex;
  document.title = `${worker.attributes.full_name ?? agent} · Flex`;
  selectFirstTask(flex);
}

const query = new URLSearchParams(location.search);
const note = document.querySelector('#note');
start(query.get('agent') ?? 'ada', query.get('log') ?? 'error').then(
  () => note?.remove(),
  (error: unknown) => {
    document.title = 'Flex did not start';
    if (note !== null) note.textContent = error instanceof Error ? error.message : String(error);
    throw error;
  }
);
