import { randomBytes } from 'node:crypto';

/** A film of random squares, which fills the line as far as it is let: Chromium's own moving picture fits through 300 kbit/s. */
export function squares(width, height, frames, side = 10) {
  const row = () => Buffer.from(Array.from(randomBytes(width / side)).flatMap(grey => Array(side).fill(grey)));
  const rows = () => Array.from({ length: height / side }, row).flatMap(line => Array(side).fill(line));
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const pictures = Array.from({ length: frames }, () => [Buffer.from('FRAME\n'), ...rows(), colourless]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 C420\n`), ...pictures.flat()]);
}
