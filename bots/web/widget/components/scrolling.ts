/** Keeps the log where its reader is: at the end, or by the line being read when lines come in above or below. */
import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { WidgetMessage, WidgetView } from '../../contract.ts';
import type { Outgoing } from '../outbox.ts';

interface Shown {
  readonly lines: readonly WidgetMessage[];
  readonly items: readonly Outgoing[];
  readonly view: WidgetView | null;
  readonly shown: boolean;
}

interface Scrolling {
  /** Something new stands below what is seen. */
  readonly news: ReadonlySignal<boolean>;
  readonly toEnd: () => void;
  readonly onScroll: () => 'near-top' | 'elsewhere';
}

const endPx = 48;
const topPx = 80;

export const useScrolling = (
  area: RefObject<HTMLDivElement | null>,
  { lines, items, view, shown }: Shown,
): Scrolling => {
  const news = useSignal(false);
  const at = useRef({ end: true, height: 0, first: 0, last: 0, items: 0 });

  const toEnd = (): void => {
    at.current.end = true;
    news.value = false;
    if (area.current) area.current.scrollTop = area.current.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const was = at.current;
    const first = lines[0]?.seq ?? 0;
    const last = lines.at(-1)?.seq ?? 0;
    const typed = items.length > was.items;
    if (was.end || typed) toEnd();
    else if (first < was.first) element.scrollTop += element.scrollHeight - was.height;
    else if (last > was.last) news.value = true;
    at.current = { end: at.current.end, height: element.scrollHeight, first, last, items: items.length };
  }, [lines, items, view, shown]);

  useEffect(() => {
    // The keyboard, a growing field and a larger text change the room, not the place in the talk.
    const watcher = new ResizeObserver(() => {
      if (at.current.end) toEnd();
    });
    if (area.current) watcher.observe(area.current);
    return () => watcher.disconnect();
  }, []);

  return {
    news,
    toEnd,
    onScroll: () => {
      const element = area.current;
      if (!element) return 'elsewhere';
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      at.current.end = below < endPx;
      at.current.height = element.scrollHeight;
      if (at.current.end) news.value = false;
      return element.scrollTop < topPx && !at.current.end ? 'near-top' : 'elsewhere';
    },
  };
};
