// What recordings hold, as ffmpeg sees and hears it, and a source that shows and sounds when it was.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const whole = { maxBuffer: 64 * 1024 * 1024 };

/** Publishes a picture that has the colour in every second second, and a tone at the same times; red and a higher tone while `seat.secret`. */
export const publishBeacon = (seat, { colour = 'white', hertz = 1000 } = {}) =>
  seat.do(
    async (seat, { colour, hertz }) => {
      const context = new AudioContext();
      const [tone, gain, target] = [new OscillatorNode(context), new GainNode(context, { gain: 0 })].concat(
        context.createMediaStreamDestination()
      );
      tone.connect(gain).connect(target);
      tone.start();
      const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
      const brush = canvas.getContext('2d');
      setInterval(() => {
        const on = performance.now() % 2000 > 1000;
        brush.fillStyle = seat.secret ? 'red' : on ? colour : 'black';
        brush.fillRect(0, 0, 160, 120);
        tone.frequency.value = seat.secret ? 3000 : hertz;
        gain.gain.value = seat.secret || on ? 0.5 : 0;
      }, 20);
      const { LocalAudioTrack, LocalVideoTrack } = window.Twilio.Video;
      await seat.room.localParticipant.publishTrack(
        new LocalAudioTrack(target.stream.getAudioTracks()[0], { name: 'beeps' })
      );
      await seat.room.localParticipant.publishTrack(
        new LocalVideoTrack(canvas.captureStream(25).getVideoTracks()[0], { name: 'flashes' })
      );
    },
    { colour, hertz }
  );

/** The account's REST for recordings. */
export function recordingsOf({ base, credentials: { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: secret } }) {
  const headers = { Authorization: 'Basic ' + Buffer.from(`${account}:${secret}`).toString('base64') };
  const ask = (address, options) => fetch(base + address, { ...options, headers: { ...headers, ...options?.headers } });
  const get = async (address, options) => {
    const answer = await ask(address, options);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };
  return {
    list: async room => (await (await get(`/v1/Rooms/${room}/Recordings`)).json()).recordings,
    /** `range` is of bytes: "0-3". */
    media: async (sid, range) => {
      const options = range && { headers: { Range: `bytes=${range}` } };
      return Buffer.from(await (await get(`/v1/Recordings/${sid}/Media`, options)).arrayBuffer());
    },
    composed: async sid => Buffer.from(await (await get(`/v1/Compositions/${sid}/Media`)).arrayBuffer()),
    /** The statuses of deleting it, and of asking for its media then. */
    remove: async sid => [
      (await ask(`/v1/Recordings/${sid}`, { method: 'DELETE' })).status,
      (await ask(`/v1/Recordings/${sid}/Media`)).status
    ]
  };
}

const ffmpeg = async (file, ...args) => {
  const { stderr } = await run('ffmpeg', ['-hide_banner', '-i', file, ...args, '-f', 'null', '-'], whole);
  return stderr;
};
const times = (text, pattern, offset) => [...text.matchAll(pattern)].map(([, s]) => offset + Number(s) * 1000);

/** What `look` says of these bytes as a file. */
async function asFile(bytes, look) {
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-recorded-'));
  const file = path.join(folder, 'file');
  try {
    await writeFile(file, bytes);
    return await look(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function probe(file) {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', file];
  return JSON.parse((await run('ffprobe', args, whole)).stdout);
}

/** A recording's file, whose times are those of the server's clock, in ms. */
export const examine = (bytes, { offset, type }) =>
  asFile(bytes, async file => {
    const { streams, format } = await probe(file);
    const [{ codec_name: codec, nb_read_frames: frames }] = streams;
    // Times to the millisecond, as they are in the file, and not to a picture of a steady rate.
    const exact = ['-vsync', 'passthrough', '-enc_time_base:v', '1:1000'];
    const flaws = (await run('ffmpeg', ['-v', 'error', '-i', file, ...exact, '-f', 'null', '-'], whole)).stderr;
    const video = type === 'video';
    const begins = video
      ? times(
          await ffmpeg(file, '-vf', 'blackdetect=d=0.3:pix_th=0.5', '-vsync', 'passthrough'),
          /black_end:([0-9.]+)/g,
          offset
        )
      : times(
          await ffmpeg(file, '-af', 'aresample=async=1,silencedetect=n=-30dB:d=0.3'),
          /silence_end: ([0-9.]+)/g,
          offset
        );
    return {
      streams: streams.length,
      codec,
      frames: Number(frames),
      duration: Number(format.duration) * 1000,
      flaws,
      /** When white follows black, or the tone silence. */
      begins,
      /** Whether anything of what publishBeacon() shows and sounds in secret is there. */
      secret: video ? await isRed(file) : await isHigh(file)
    };
  });

/** A composition's file of two people side by side, whose tones have these frequencies; times are in ms from its beginning. */
export const examineSides = (bytes, tones) =>
  asFile(bytes, async file => {
    const { streams, format } = await probe(file);
    const only = hertz => `bandpass=f=${hertz}:width_type=h:w=100`; // twice, for the other tone is as loud
    const flashes = side =>
      ffmpeg(file, '-vf', `crop=iw/2:ih/3:${side}*iw/2:ih/3,blackdetect=d=0.3:pix_th=0.4`).then(said =>
        times(said, /black_end:([0-9.]+)/g, 0)
      );
    const beeps = hertz =>
      ffmpeg(file, '-vn', '-af', `${only(hertz)},${only(hertz)},silencedetect=n=-30dB:d=0.3`).then(said =>
        times(said, /silence_end: ([0-9.]+)/g, 0)
      );
    return {
      codecs: streams.map(({ codec_name: codec }) => codec),
      size: [streams[0].width, streams[0].height],
      duration: Number(format.duration) * 1000,
      /** How often either side shows which colour, as its bits of red, green and blue. */
      colours: await sidesOf(file),
      flashes: [await flashes(0), await flashes(1)],
      beeps: [await beeps(tones[0]), await beeps(tones[1])]
    };
  });

/** Of the middle of each half, five times a second. */
async function sidesOf(file) {
  const args = [
    '-v',
    'error',
    '-i',
    file,
    '-vf',
    'fps=5,scale=4:3:flags=area',
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
    '-'
  ];
  const { stdout } = await run('ffmpeg', args, { ...whole, encoding: 'buffer' });
  const sides = [{}, {}];
  for (let frame = 0; frame + 36 <= stdout.length; frame += 36)
    for (const [side, pixel] of [5, 6].entries()) {
      const at = frame + 3 * pixel;
      const colour = [...stdout.subarray(at, at + 3)].map(level => (level > 128 ? '1' : '0')).join('');
      sides[side][colour] = (sides[side][colour] ?? 0) + 1;
    }
  return sides;
}

async function isRed(file) {
  const args = ['-v', 'error', '-i', file, '-vf', 'scale=1:1', '-pix_fmt', 'rgb24', '-vsync', 'passthrough'];
  const { stdout } = await run('ffmpeg', [...args, '-f', 'rawvideo', '-'], { ...whole, encoding: 'buffer' });
  for (let at = 0; at < stdout.length; at += 3) if (stdout[at] > 150 && stdout[at + 1] < 100) return true;
  return false;
}

/** The higher tone, of half the loudest amplitude, would be heard at some -9 dB. */
async function isHigh(file) {
  const said = await ffmpeg(file, '-af', 'bandpass=f=3000:width_type=h:w=200,volumedetect');
  return Number(said.match(/max_volume: (-?[0-9.]+) dB/)[1]) > -25;
}
