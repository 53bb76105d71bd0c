// What to do where camera or microphone are blocked: the steps for this browser on this system.

import type { BrowserName, Client, SystemName } from './client';
import type { Kind, MissingReason } from './media-plan';
import { type MessageKey, say } from './messages';

type Step = Extract<MessageKey, `help_${string}`>;

const ON_IOS: readonly Step[] = ['help_ios_app', 'help_ios_switch'];

/** Where the page's own permission is. */
const IN_BROWSER: Readonly<
  Record<BrowserName, Partial<Record<SystemName, readonly Step[]>> & { any: readonly Step[] }>
> = {
  chrome: { any: ['help_icon', 'help_switch_on'], android: ['help_icon_permissions', 'help_allow'], ios: ON_IOS },
  edge: { any: ['help_lock', 'help_allow'], android: ['help_icon_permissions', 'help_allow'], ios: ON_IOS },
  firefox: { any: ['help_crossed_out', 'help_remove_block'], android: ['help_lock', 'help_allow'], ios: ON_IOS },
  safari: { any: ['help_safari_menu', 'help_allow'], ios: ['help_safari_page_menu', 'help_allow'] },
  samsung: { any: ['help_lock_permissions', 'help_allow'] },
  other: { any: ['help_site_settings', 'help_allow'], ios: ON_IOS }
};

/** Where the system keeps the device from the whole browser. */
const IN_SYSTEM: Readonly<Record<SystemName, readonly Step[]>> = {
  windows: ['help_windows_privacy', 'help_windows_desktop_apps'],
  macos: ['help_macos_privacy', 'help_macos_restart'],
  android: ['help_android_app', 'help_android_tiles'],
  ios: ON_IOS,
  chromeos: ['help_chromeos_privacy'],
  other: ['help_system_privacy']
};

const BROWSER_NAMES: Readonly<Record<BrowserName, string | null>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  samsung: 'Samsung Internet',
  other: null
};

/** The sentences in their order; none where nothing is blocked. */
export function helpFor(client: Client, why: MissingReason, kinds: readonly Kind[]): string[] {
  if (why !== 'refused' && why !== 'system') return [];
  const table = IN_BROWSER[client.browser];
  const steps = why === 'system' ? IN_SYSTEM[client.system] : (table[client.system] ?? table.any);
  const browser = BROWSER_NAMES[client.browser] ?? say('help_this_browser');
  const devices = say(`help_${kinds.length > 1 ? 'both' : (kinds[0] ?? 'both')}`);
  return steps.map(step => say(step, { browser, devices }));
}
