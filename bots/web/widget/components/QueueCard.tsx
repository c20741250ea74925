/** While nobody has taken the request: how many are before, how long it may take, and that the window may be closed. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WidgetPlace } from '../../contract.ts';
import { texts } from '../texts.ts';

/** A screen reader hears the place no more often than this. */
const quietMs = 15_000;

/** What was said last stays until it may be said anew; the newest words win. */
const useCalm = (words: string): string => {
  const [said, say] = useState({ words, at: Date.now() });
  useEffect(() => {
    if (words === said.words) return undefined;
    const timer = setTimeout(() => say({ words, at: Date.now() }), Math.max(0, said.at + quietMs - Date.now()));
    return () => clearTimeout(timer);
  }, [words, said]);
  return said.words;
};

export const QueueCard = ({ place }: { readonly place: WidgetPlace | null }): VNode => {
  const known = place !== null && place.minutes !== null;
  const head = known ? texts.ahead(place.ahead) : texts.calling;
  const wait = known && place.minutes !== null ? texts.answerIn(place.minutes) : texts.queueText;
  const calm = useCalm(known ? `${head} ${wait}` : `${head}. ${wait}`);
  return (
    <section class="wait">
      <p class="vh" role="status">
        {calm}
      </p>
      <div aria-hidden="true">
        <p class="big-line">{head}</p>
        <p>{wait}</p>
      </div>
      <p class="soft">{texts.queueNote}</p>
    </section>
  );
};
