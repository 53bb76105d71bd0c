// What a server before this one has recorded and composed, put into its folder as it would have been.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export const someSid = prefix => prefix + randomBytes(16).toString('hex');
const note = (folder, { sid, ...known }) =>
  writeFile(path.join(folder, `${sid}.json`), JSON.stringify({ sid, ...known }));

let recordings = 0;
/** Puts a complete recording of two seconds there, which `write` makes; the server knows it from its next start on. */
async function putRecording(folder, kind, of, write) {
  const [sid, participant] = [someSid('RT'), someSid('PA')];
  const file = path.join(folder, `${sid}.${kind === 'audio' ? 'mka' : 'mkv'}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await write(file);
  const { size: bytes } = await stat(file);
  await note(folder, {
    ...{ sid, participant, track: someSid('MT'), kind, bytes, ordinal: ++recordings, status: 'completed' },
    ...{
      identity: 'customer:1',
      track_name: kind === 'audio' ? 'voice' : 'camera',
      codec: kind === 'audio' ? 'OPUS' : 'VP8'
    },
    ...{ room: of.room, room_name: of.roomName, created: of.at, updated: of.at + 2000, began: of.at, duration: 2000 }
  });
  return file;
}

/** A voice and a picture. */
export async function putRecordings(folder, of) {
  const run = (...args) => promisify(execFile)('ffmpeg', ['-v', 'error', '-f', 'lavfi', ...args]);
  await putRecording(folder, 'audio', of, file =>
    run('-i', 'sine=duration=2', '-c:a', 'libopus', '-f', 'matroska', file)
  );
  await putRecording(folder, 'video', of, file =>
    run('-i', 'testsrc=duration=2:size=160x120', '-c:v', 'libvpx', '-pix_fmt', 'yuv420p', '-f', 'matroska', file)
  );
}

/** A recording and a composition of it, whose files hold a text. */
export async function putText(folder, of, text) {
  await putRecording(folder, 'audio', of, file => writeFile(file, text));
  const sid = someSid('CJ');
  const composed = path.join(folder, 'compositions');
  await mkdir(composed, { recursive: true, mode: 0o700 });
  await writeFile(path.join(composed, `${sid}.webm`), text, { mode: 0o600 });
  await note(composed, {
    ...{ sid, ordinal: 1, room: of.room, room_name: of.roomName, recorded_from: of.at, recorded_until: of.at + 2000 },
    ...{ layout: '', sounds: ['*'], sounds_excluded: [], width: 640, height: 480, format: 'webm', trim: true },
    ...{
      status_callback: '',
      called_by_get: false,
      status: 'completed',
      created: of.at,
      duration: 2000,
      bytes: text.length
    }
  });
}
