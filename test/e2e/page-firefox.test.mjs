// The room page in Firefox: a customer's link, the preview with the own picture, and the call.
import { after, before, test } from 'node:test';
import { mediaFlows } from './browser.mjs';
import { newCall, openCalls, sizes } from './calls.mjs';
import { launchFirefox } from './firefox.mjs';

let calls, firefox;
before(async () => {
  calls = await openCalls();
  firefox = await launchFirefox();
});
after(async () => {
  await firefox?.close();
  await calls?.close();
});

for (const name of ['phone', 'desktop'])
  test(`${name}: from the link by the preview into a call that decodes both ways`, async () => {
    const call = await newCall(calls.rooms);
    const page = await firefox.newPage();
    const [width, height] = sizes[name];
    await page.setViewport({ width, height });
    await page.goto(call.link);
    await page.waitForFunction(() => [...document.querySelectorAll('video')].some(video => video.videoWidth > 0));
    await page.locator('::-p-aria(Join)').click();
    await page.waitForSelector('main[data-screen="call"]');
    await calls.join(call, 'agent:WK1');
    await mediaFlows({ page, beside: calls.beside }, 1);
    await page.close();
    await calls.clear();
  });
