// What the room page is measured against: the SDK's published bundle on a page of nothing else, and a call of two peers that have no
// server between them.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const bundle = await readFile(createRequire(import.meta.url).resolve('twilio-video/dist/twilio-video.min.js'));
const head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">';

/** Runs in the pages: the one that comes second offers; both send camera and microphone. */
async function meet() {
  const channel = new BroadcastChannel('line');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  const connection = new RTCPeerConnection();
  const video = document.body.appendChild(document.createElement('video'));
  Object.assign(video, { muted: true, autoplay: true });
  connection.ontrack = ({ streams }) => (video.srcObject = streams[0]);
  connection.onicecandidate = ({ candidate }) => candidate && channel.postMessage({ candidate: candidate.toJSON() });
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  const describe = async () => {
    await connection.setLocalDescription();
    channel.postMessage({ description: connection.localDescription.toJSON() });
  };
  channel.onmessage = async ({ data: { description, candidate } }) => {
    if (candidate) return connection.addIceCandidate(candidate);
    await connection.setRemoteDescription(description);
    if (description.type === 'offer') await describe();
  };
  if (location.hash === '#second') await describe();
}

const pages = {
  '/sdk': ['text/html', Buffer.from(`${head}<title>SDK</title><main>SDK</main><script src="/sdk.js"></script></html>`)],
  '/sdk.js': ['text/javascript', bundle],
  '/call': [
    'text/html',
    Buffer.from(`${head}<title>Call</title><body><script type="module" src="/call.js"></script></body></html>`)
  ],
  '/call.js': ['text/javascript', Buffer.from(`${meet}; meet();`)],
  '/favicon.ico': ['image/x-icon', Buffer.alloc(0)]
};

/** Bytes of the published bundle as a server sends it. */
export const bundleBytes = gzipSync(bundle).length;

/** Serves /sdk and /call, compressed, on a port of loopback. */
export async function serveBarePages() {
  const server = createServer((request, response) => {
    const [type, body] = pages[request.url.split('?')[0]] ?? ['text/plain', Buffer.from('nothing here')];
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Encoding': 'gzip' });
    response.end(gzipSync(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
