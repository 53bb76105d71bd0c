// Short tones, made here: no file has to be loaded for them.

const TEST_HZ = [523.25, 659.25];
const TONE_S = 0.35;
const LOUDNESS = 0.2;

/** Plays them on the speaker with this id, '' being the system's. Rejects when the browser plays nothing. */
export async function playTones(sinkId: string, tonesHz: readonly number[] = TEST_HZ): Promise<void> {
  const audio = new AudioContext();
  const element = new Audio();
  try {
    // An element, since more browsers let one choose its speaker than that of an AudioContext.
    const out = audio.createMediaStreamDestination();
    element.srcObject = out.stream;
    if (sinkId !== '') await element.setSinkId(sinkId);
    await Promise.all([audio.resume(), element.play()]);
    await sounded(audio, out, tonesHz);
  } finally {
    element.srcObject = null;
    await audio.close();
  }
}

function sounded(audio: AudioContext, out: AudioNode, tonesHz: readonly number[]): Promise<void> {
  return new Promise(resolve => {
    // The speaker needs a moment to wake up.
    const from = audio.currentTime + 0.15;
    tonesHz.forEach((frequency, index) => {
      const start = from + index * TONE_S;
      const tone = new OscillatorNode(audio, { frequency });
      const gain = new GainNode(audio, { gain: 0 });
      tone.connect(gain).connect(out);
      // Faded in and out: an edge would be heard as a click.
      gain.gain.setTargetAtTime(LOUDNESS, start, 0.02);
      gain.gain.setTargetAtTime(0, start + TONE_S - 0.1, 0.03);
      tone.start(start);
      tone.stop(start + TONE_S);
      if (index === tonesHz.length - 1) tone.onended = () => setTimeout(resolve, 200);
    });
  });
}
