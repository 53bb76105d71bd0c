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

/** How loud the loudest was that the page heard in half a second, 1 for all that there is: from what its connections count. */
export const loudness = page =>
  page.evaluate(async () => {
    // What is attached nowhere is not decoded.
    for (const { tracks } of Object.values(window.seats).flatMap(({ room }) => [...room.participants.values()]))
      for (const { track } of tracks.values())
        if (track?.kind === 'audio' && track._attachments.size === 0) document.body.append(track.attach());
    const heard = async () => {
      const live = window.__peerConnections.filter(({ connectionState }) => connectionState === 'connected');
      const reports = (await Promise.all(live.map(one => one.getStats()))).flatMap(report => [...report.values()]);
      return new Map(
        reports.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio').map(one => [one.id, one])
      );
    };
    const before = await heard();
    await new Promise(resolve => setTimeout(resolve, 500));
    const levels = [...(await heard()).values()].map(now => {
      const then = before.get(now.id) ?? { totalAudioEnergy: 0, totalSamplesDuration: 0 };
      const seconds = now.totalSamplesDuration - then.totalSamplesDuration;
      return seconds > 0 ? Math.sqrt((now.totalAudioEnergy - then.totalAudioEnergy) / seconds) : 0;
    });
    return { tracks: levels.length, loudest: Math.max(0, ...levels) };
  });
