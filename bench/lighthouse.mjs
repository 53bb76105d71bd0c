// Lighthouse's verdict on a page, by its mobile preset, in Debian's Chromium.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// In a folder of its own, since nothing but the bench needs it.
const require = createRequire(new URL('./lighthouse/package.json', import.meta.url));
const load = async name => (await import(pathToFileURL(require.resolve(name)))).default;
const { launch } = await import(pathToFileURL(require.resolve('chrome-launcher')));
const lighthouse = await load('lighthouse');

/** Scores of 0 to 100 by category, and what cost points. */
export async function judge(url) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromeFlags: [
      '--headless=new',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(process.getuid() === 0 ? ['--no-sandbox'] : [])
    ]
  });
  try {
    const onlyCategories = ['performance', 'accessibility', 'best-practices'];
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: 'error' });
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0)
    );
    const failed = weighed
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, title, displayValue = '' }) => `${id}: ${title} ${displayValue}`);
    return { ...Object.fromEntries(scores), failed };
  } finally {
    chrome.kill();
  }
}
