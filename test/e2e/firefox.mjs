// Debian's Firefox with a fake camera and microphone, driven over WebDriver BiDi, which is all that it needs.
import puppeteer from 'puppeteer-core';
import { watchPeerConnections } from './browser.mjs';

const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  // Both ends are on this machine, where nobody resolves the names that stand for addresses otherwise.
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0
};

/** `changes` are other preferences than those. */
export async function launchFirefox(changes = {}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    extraPrefsFirefox: { ...preferences, ...changes }
  });
  return {
    async newPage() {
      const page = await browser.newPage();
      await page.evaluateOnNewDocument(watchPeerConnections);
      return page;
    },
    close: () => browser.close()
  };
}
