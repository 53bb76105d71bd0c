// Calls as a customer's page sees them: the page of a link, and others in its room as seats of one page beside it.
import { eventually } from './browser.mjs';
import { openRooms } from './rooms.mjs';

export const screen = (page, name) => page.locator(`main[data-screen="${name}"]`).waitFor();
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const sizes = { phone: [390, 844], desktop: [1440, 900], large: [3840, 2160] };

/** The room of a new session, and the address of its customer's page. */
export async function newCall(rooms) {
  const { session, code } = await rooms.call.another();
  return { session, sid: session.roomSid, link: `${rooms.call.serve.base}/j/${code}` };
}

/** In group rooms, as an installation has them, unless `type` is another; the rest is what openRooms() takes. */
export async function openCalls({ type = 'group', ...options } = {}) {
  const rooms = await openRooms({ type, ...options });
  const beside = await rooms.page();
  const contexts = [];
  return {
    rooms,
    beside,
    browser: rooms.browser,
    /** A device of its own that has opened the link. */
    async device(link, { size: [width, height] = sizes.desktop, ...options } = {}) {
      const context = await this.context({ viewport: { width, height }, ...options });
      const page = await context.newPage();
      await page.goto(link);
      return page;
    },
    /** A browser of somebody's own, gone when everybody is. */
    async context(options) {
      const context = await rooms.browser.context(options);
      contexts.push(context);
      return context;
    },
    async enter(page) {
      await button(page, 'Join').click();
      await screen(page, 'call');
    },
    /** Somebody else in the room: `agent:WK1`, say, or `relative:2`. */
    join: (call, identity, options) => rooms.join(beside, identity, call, options),
    /** Waits until the page shows the pictures of so many others. */
    others: (page, count) =>
      eventually(
        `${count} others are seen`,
        () =>
          page
            .locator('.tile[data-participant]:not([data-participant="local"])[data-video="on"] video')
            .evaluateAll(videos => videos.filter(video => video.videoWidth > 0).length),
        seen => seen === count
      ),
    /** Everybody leaves. */
    async clear() {
      for (const context of contexts.splice(0)) await context.close();
      await beside.evaluate(() => Object.values(window.seats).forEach(({ room }) => room.disconnect()));
    },
    async close() {
      for (const context of contexts) await context.close();
      await rooms.close();
    }
  };
}
