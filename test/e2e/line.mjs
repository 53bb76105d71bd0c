// A TCP line to a server that a test can cut, or let fall silent.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Leads from a free port of loopback to `target`, an address with a port. */
export async function openLine(target) {
  const { hostname, port } = new URL(target);
  const ends = new Set();
  let up = true;
  let silent = false;
  const server = createServer(near => {
    if (!up) return near.destroy();
    const far = connect(port, hostname);
    for (const [end, other] of [
      [near, far],
      [far, near]
    ]) {
      ends.add(end);
      end.on('error', () => {}); // a cut line is what this is for
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
      if (silent) end.unpipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => ends.forEach(end => end.destroy());
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    /** Breaks what is open; who comes then gets through. */
    cut,
    /** From now on nobody gets through. */
    down() {
      up = false;
      cut();
    },
    /** What is said on either side does not arrive any more, and nobody is told. */
    fallSilent() {
      silent = true;
      ends.forEach(end => end.unpipe().pause());
    },
    /** Who comes from now on gets through; what was open is broken. */
    recover() {
      silent = false;
      cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    }
  };
}
