// Microphones that a test turns up and down, and how loud it is where they are heard.

/** Publishes one that gives a tone, at `loudness` of 1: four syllables a second, since what goes on alike is taken for noise. */
export const publishTone = (seat, loudness = 0) =>
  seat.do(async (seat, loudness) => {
    const context = (window.audioContext ??= new AudioContext());
    const tone = new OscillatorNode(context, { frequency: 440 });
    seat.tone = new GainNode(context, { gain: loudness });
    const syllables = new OscillatorNode(context, { frequency: 4 });
    const voice = new GainNode(context, { gain: 0.5 });
    const target = context.createMediaStreamDestination();
    syllables.connect(new GainNode(context, { gain: 0.5 })).connect(voice.gain);
    tone.connect(voice).connect(seat.tone).connect(target);
    tone.start();
    syllables.start();
    await seat.room.localParticipant.publishTrack(target.stream.getAudioTracks()[0], { name: 'tone' });
  }, loudness);

export const turn = (seat, loudness) => seat.do((seat, loudness) => void (seat.tone.gain.value = loudness), loudness);
