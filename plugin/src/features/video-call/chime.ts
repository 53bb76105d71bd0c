const RATE = 8_000;
/** Two notes, in hertz and seconds. */
const NOTES = [
  [660, 0.16],
  [880, 0.3]
] as const;

function samplesOf(hertz: number, seconds: number): readonly number[] {
  const count = Math.round(seconds * RATE);
  // It swells and fades, or it would click.
  const loudness = (at: number): number => Math.min(1, at / 80) * (1 - at / count);
  return Array.from(
    { length: count },
    (_, at) => 128 + Math.round(60 * loudness(at) * Math.sin((2 * Math.PI * hertz * at) / RATE))
  );
}

/** A short sound as the address of a WAV file of 8-bit samples, so that nothing has to be fetched for it. */
export function chime(): string {
  const samples = NOTES.flatMap(([hertz, seconds]) => samplesOf(hertz, seconds));
  const bytes = new Uint8Array(44 + samples.length);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, 36 + samples.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, 'data');
  view.setUint32(40, samples.length, true);
  bytes.set(samples, 44);
  return `data:audio/wav;base64,${btoa(String.fromCharCode(...bytes))}`;
}
