// A call of three in a group room, in which each notes the pictures of the others, and the media worker that carries it.
import { readdirSync, readFileSync } from 'node:fs';
import { mediaFlows } from './browser.mjs';
import { beginGap, seesPictures, watchPictures } from './pictures.mjs';

export const three = ['alice', 'bob', 'carol'];
const othersOf = who => three.filter(one => one !== who);

/** The media workers of that server: its children, oldest first. The last one waits to take the place of another. */
export function workersOf(server) {
  const threads = readdirSync(`/proc/${server}/task`);
  const children = threads.map(thread => readFileSync(`/proc/${server}/task/${thread}/children`, 'utf8'));
  return children.join(' ').split(' ').filter(Boolean).map(Number);
}

/** `rooms` make group rooms; `carol`'s signalling goes over `line` if there is one. Resolves when all see and hear each other. */
export async function callOfThree(rooms, line) {
  const room = await rooms.room();
  const pages = {};
  const seats = {};
  for (const who of three) {
    pages[who] = await rooms.page();
    const { base } = who === 'carol' && line ? line : rooms.call.serve;
    const wsServer = base.replace('http', 'ws') + '/signaling';
    seats[who] = await rooms.join(pages[who], who, room, { wsServer });
    await watchPictures(seats[who]);
  }
  await mediaFlows(pages, 2);
  return {
    pages,
    seats,
    /**
     * What `strike` does, until everybody has seen pictures of everybody again, on a new connection if it is `anew`, and those
     * of `resumed` have been told so: for how long each saw nothing of somebody, in ms, and what they were told meanwhile.
     */
    async gap(strike, { anew = false, resumed = [] } = {}) {
      const from = {};
      for (const who of three) {
        await beginGap(seats[who]);
        from[who] = (await seats[who].diary()).length;
      }
      await strike();
      for (const who of three) {
        const started = othersOf(who).flatMap(one => [`trackStarted audio ${one}`, `trackStarted video ${one}`]);
        const lines = [...(anew ? started : []), ...(resumed.includes(who) ? ['reconnected'] : [])];
        await seats[who].sees(lines, { from: from[who] });
      }
      const ms = await Promise.all(three.map(who => seesPictures(seats[who], othersOf(who))));
      const told = await Promise.all(three.map(who => seats[who].diary(from[who])));
      return { ms, told: Object.fromEntries(three.map((who, i) => [who, told[i]])) };
    },
    async end() {
      await room.end();
      for (const page of Object.values(pages)) await page.close();
    }
  };
}
