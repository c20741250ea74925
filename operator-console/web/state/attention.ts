/** Calls the eye and the ear when the operator looks elsewhere: the tab's title and, once allowed, one soft sound. */
import { effect } from '@preact/signals';
import type { QueueRow } from '../../contract.ts';
import { sectionFor } from '../sections.ts';
import { shell } from '../texts.ts';
import type { Conversation } from './conversation.ts';
import type { Queue } from './queue.ts';
import type { Route } from './route.ts';
import { belongs } from './rows.ts';
import type { SessionState } from './session.ts';
import type { Settings } from './settings.ts';

interface Deps {
  readonly queue: Queue;
  readonly conversation: Conversation;
  readonly route: Route;
  readonly session: SessionState;
  readonly settings: Settings;
}

export interface Attention {
  chime(): void;
  /** Called from a gesture: gets the browser's leave for sounds to come. */
  wake(): void;
}

const createChime = (): Attention => {
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

export const createAttention = ({ queue, conversation, route, session, settings }: Deps): Attention => {
  const sound = createChime();
  let before: ReadonlyMap<string, QueueRow> | null = null;

  effect(() => {
    const now = session.current.value;
    if (now.kind !== 'in') return;
    const section = sectionFor(now.me.role, route.section.value);
    document.title = shell.title(queue.waiting.value.length, section?.title ?? shell.dialogs);
  });

  /** A new line of a citizen of mine, or somebody new to a queue while nobody looks. */
  const calls = (row: QueueRow, known: QueueRow | undefined, me: string): boolean => {
    if (belongs('queue', row, me)) return document.hidden && !(known && belongs('queue', known, me));
    if (!belongs('mine', row, me) || row.last?.by !== 'citizen') return false;
    const watched = !document.hidden && conversation.number.peek() === row.number;
    return !watched && row.lastSeq > (known?.lastSeq ?? 0);
  };

  queue.rows.subscribe((rows) => {
    const me = session.me()?.id ?? '';
    const past = before;
    before = rows.size === 0 ? null : rows;
    if (!past || !settings.sound.peek()) return;
    if ([...rows.values()].some((row) => row !== past.get(row.number) && calls(row, past.get(row.number), me)))
      sound.chime();
  });

  return sound;
};
