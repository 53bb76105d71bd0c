// An ordinary Chromium with fake camera and microphone, in which every host but 127.0.0.1 is unknown, unless a test leads it
// there. Nothing is intercepted.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../flex-video.mjs';

/** How long a test waits for what has to come, in milliseconds: so long that no slow machine fails. It says nothing of our speed. */
export const patience = 90_000;

/** A fake of each device, and nobody asked whether the page may have them. */
export const granted = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
/** The same with half the pictures, so that a slow machine can bear several calls. */
const halved = [granted[0], `${granted[1]}=fps=10`];
const switches = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run'
];

/** Remembers every RTCPeerConnection of a page, so that a test can read its statistics. The page is not changed otherwise. */
export function watchPeerConnections() {
  const Real = window.RTCPeerConnection;
  const all = (window.__peerConnections = []);
  window.RTCPeerConnection = new Proxy(Real, {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget);
      all.push(made);
      return made;
    }
  });
}

/**
 * `origin` is one that the browser shall trust with a camera though it is neither loopback nor https; `hosts` says which names
 * lead to which address and port, whatever certificate they show; `media` are the switches for camera and microphone.
 */
export async function launchBrowser({
  executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium',
  origin = 'http://127.0.0.1',
  hosts = {},
  media = halved
} = {}) {
  const led = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address} , `);
  const trusting = [
    `--host-resolver-rules=${led.join('')}MAP * ~NOTFOUND , EXCLUDE ${new URL(origin).hostname}`,
    `--unsafely-treat-insecure-origin-as-secure=${origin}`,
    ...(led.length > 0 ? ['--ignore-certificate-errors'] : [])
  ];
  const browser = await chromium.launch({
    executablePath,
    // The pop-out must pass an ordinary browser's blocker, and a page that is left is kept as there.
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-back-forward-cache'],
    args: [...switches, ...media, ...trusting, ...(process.getuid() === 0 ? ['--no-sandbox'] : [])]
  });
  const leaks = [];
  const errors = [];
  const urls = [];
  const watch = page => {
    page.on('request', request => urls.push(request.url()));
    page.on('pageerror', error => errors.push(`${page.url()}: ${error.stack ?? error}`));
    page.on('requestfailed', request => {
      if (!request.url().startsWith('http://127.0.0.1:')) leaks.push(request.url());
    });
    page.on('websocket', socket => {
      urls.push(socket.url());
      if (!socket.url().startsWith('ws://127.0.0.1:')) leaks.push(socket.url());
    });
  };
  return {
    leaks,
    errors,
    /** Every address that a page has asked for. */
    urls,
    async context(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        permissions: ['camera', 'microphone'],
        ...options
      });
      context.setDefaultTimeout(patience);
      await context.addInitScript(watchPeerConnections);
      context.on('page', watch);
      return context;
    },
    /**
     * Stops all its pages where they are, as a system does that puts a browser aside; what is answered lets them go on. Asked for
     * anything meanwhile, they don't answer. The protocol's own freezing leaves pages running that are in a call.
     */
    async freeze() {
      const protocol = await browser.newBrowserCDPSession();
      const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
      await protocol.detach();
      const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      const signal = what => renderers.forEach(id => process.kill(id, what));
      signal('SIGSTOP');
      return () => signal('SIGCONT');
    },
    close: () => browser.close()
  };
}

/** What a page (or frame) has received so far, summed over its connections: decoded video frames and audio packets by track. */
export function received(frame) {
  return frame.evaluate(async () => {
    const sums = { videoTracks: 0, audioTracks: 0, framesDecoded: 0, packetsReceived: 0 };
    for (const connection of window.__peerConnections.filter(c => c.connectionState === 'connected')) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'video') {
          sums.videoTracks += report.framesDecoded > 0;
          sums.framesDecoded += report.framesDecoded ?? 0;
        } else {
          sums.audioTracks += report.packetsReceived > 0;
          sums.packetsReceived += report.packetsReceived ?? 0;
        }
      }
    }
    return sums;
  });
}

/** What the page's pictures are divided by, in both directions, on their way to each of the others. */
export const sentScales = page =>
  page.evaluate(() =>
    window.__peerConnections
      .filter(({ iceConnectionState: state }) => state === 'connected' || state === 'completed')
      .flatMap(connection => connection.getSenders().filter(({ track }) => track?.kind === 'video'))
      .map(sender => sender.getParameters().encodings[0].scaleResolutionDownBy)
  );

/** Polls `probe` until `good` accepts what it gives; fails with the last value after `within` milliseconds. */
export async function eventually(what, probe, good, within = patience) {
  const end = Date.now() + within;
  for (let last; ; ) {
    try {
      last = await probe();
      if (good(last)) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(
        `${what}: not within ${within} ms; last seen ${last instanceof Error ? last.stack : JSON.stringify(last)}`
      );
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Fails unless every page decodes video and audio of `peers` others, and does not stop for two of the five seconds that follow. */
export async function mediaFlows(frames, peers) {
  for (const [name, frame] of Object.entries(frames)) {
    await eventually(
      `${name} receives ${peers} others`,
      () => received(frame),
      seen => seen.videoTracks >= peers && seen.audioTracks >= peers
    );
  }
  const samples = [];
  for (let second = 0; second <= 5; second++) {
    samples.push(
      Object.fromEntries(
        await Promise.all(Object.entries(frames).map(async ([name, frame]) => [name, await received(frame)]))
      )
    );
    if (second < 5) await new Promise(resolve => setTimeout(resolve, 1000)); // the measure itself is over five seconds
  }
  for (const name of Object.keys(frames)) {
    for (const figure of ['framesDecoded', 'packetsReceived']) {
      const course = samples.map(sample => sample[name][figure]);
      if (!course.slice(2).every((value, i) => value > course[i]))
        throw new Error(`${name}: ${figure} stood still: ${course}`);
    }
  }
  return samples.at(-1);
}

/** How many frames each video that the page receives has had decoded. */
const decoded = page =>
  page.evaluate(async () => {
    const live = window.__peerConnections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(live.map(connection => connection.getStats()));
    return reports.flatMap(report =>
      [...report.values()]
        .filter(one => one.type === 'inbound-rtp' && one.kind === 'video')
        .map(one => one.framesDecoded)
    );
  });

/** Waits until the page has `videos` of them, and each grows. */
export async function everythingDecodes(page, videos) {
  let last = [];
  const more = async () => {
    const now = await decoded(page);
    const growing = now.length === videos && now.every((frames, i) => frames > (last[i] ?? frames));
    if (growing || last.length !== now.length) last = now;
    return [growing, now.length];
  };
  await eventually(`${videos} videos grow`, more, ([growing]) => growing);
}

/** A picture for the eye, kept with the build. */
export async function picture(page, name) {
  const folder = path.join(root, 'build/screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
