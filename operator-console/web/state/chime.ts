/** One soft sound. Owns the audio of the page, not the occasion. */

export interface Chime {
  chime(): void;
  /** Called from a gesture: gets the browser's leave for sounds to come. */
  wake(): void;
}

export const createChime = (): Chime => {
  let audio: AudioContext | null = null;
  const wake = (): AudioContext => {
    audio ??= new AudioContext();
    void audio.resume();
    return audio;
  };
  const chime = (): void => {
    const audio = wake();
    const start = audio.currentTime;
    for (const [index, pitch] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start + index * 0.14);
      volume.gain.linearRampToValueAtTime(0.12, start + index * 0.14 + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + index * 0.14 + 0.35);
      tone.connect(volume).connect(audio.destination);
      tone.start(start + index * 0.14);
      tone.stop(start + index * 0.14 + 0.4);
    }
  };
  return {
    chime,
    wake: () => {
      wake();
    },
  };
};
