/** What the platforms did, newest first: who looks on sees repeats and refusals as they happen. */
import type { VNode } from 'preact';
import type { LogLine } from '../../contract.ts';
import type { State } from '../state.ts';
import { isBad, noteWords, platformNames, texts } from '../texts.ts';

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const whose = ({ note }: LogLine): number | null => ('peer' in note ? note.peer : null);

export const LogPane = ({ state, seen }: { state: State; seen: string }): VNode => (
  <section class={`column journal ${seen}`} aria-label={texts.logFull}>
    <h2>{texts.logFull}</h2>
    {state.log.value.length === 0 && <p class="note">{texts.logEmpty}</p>}
    <ol tabIndex={0} aria-label={texts.logFull}>
      {state.log.value.toReversed().map((line) => {
        const peer = whose(line);
        return (
          <li key={line.n} class={isBad(line) ? 'bad' : ''}>
            <time>{clock.format(line.at)}</time>
            <b>{platformNames[line.platform]}</b>
            <span>
              {peer !== null && <i>{state.nameOf(peer)} · </i>}
              {noteWords(line.note)}
            </span>
          </li>
        );
      })}
    </ol>
  </section>
);
