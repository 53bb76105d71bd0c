/**
 * Runs in a page: `window.step(name)` gives when that came there first, in milliseconds of the system's clock, once it has come;
 * `window.watchAnew()` forgets what has. What a customer would tap, a link on the phone and Join, is tapped as soon as it is there.
 */
function watchSteps() {
  if (window.watched === document) return;
  window.watched = document;
  const shown = {
    message: '.bubble:not(.mine, .typing)',
    link: '.bubble a.call',
    preview: 'main[data-screen="preview"] button.primary',
    call: 'main[data-screen="call"]'
  };
  const clicks = { callClicked: '[title="Start video call"]', sendClicked: '[data-testid="send-message"]' };
  const names = [...Object.keys(shown), ...Object.keys(clicks), 'answered', 'handed', 'picture'];
  const taps = ['link', 'preview'];
  const seen = new WeakSet();
  const fresh = element => !seen.has(element) && seen.add(element);
  let steps;
  const reached = (name, at = performance.now()) => steps[name].resolve(performance.timeOrigin + at);
  window.watchAnew = () => (steps = Object.fromEntries(names.map(name => [name, Promise.withResolvers()])));
  window.step = name => steps[name].promise;
  window.watchAnew();

  const look = () => {
    for (const [name, selector] of Object.entries(shown)) {
      const found = document.querySelector(selector);
      if (found === null) continue;
      reached(name);
      if (taps.includes(name) && fresh(found)) found.click();
    }
    for (const video of document.querySelectorAll('video:not([data-mirrored="true"])'))
      if (fresh(video)) video.requestVideoFrameCallback(now => reached('picture', now));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: ['data-screen'] });

  // A click counts from when the browser had it, an answer from its last byte.
  const onClick = ({ target, timeStamp }) => {
    for (const [name, selector] of Object.entries(clicks)) if (target.closest(selector)) reached(name, timeStamp);
  };
  document.addEventListener('click', onClick, true);
  new PerformanceObserver(entries => {
    for (const { name, responseEnd } of entries.getEntries())
      if (name.endsWith('/v1/sessions')) reached('answered', responseEnd);
  }).observe({ type: 'resource' });
  window.handOver = ({ Actions }) => Actions.addListener('beforeSendMessage', () => reached('handed'));
}

/** A browser of somebody whose steps are watched in every page. */
export async function watchedContext(browser, options) {
  const context = await browser.context(options);
  await context.addInitScript(watchSteps);
  return context;
}

/** The next frame of that address in the page. Its first page may have its window from an empty one, which is all that was watched. */
export async function watchedFrame(page, part) {
  const there = await page.waitForEvent('framenavigated', frame => frame.url().includes(part));
  await there.evaluate(watchSteps);
  return there;
}

export const step = (page, name) => page.evaluate(name => window.step(name), name);
export const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
