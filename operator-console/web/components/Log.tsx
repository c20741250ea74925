/**
 * The whole history, oldest first. Keeps the place when older lines come in above, follows the end when one is there,
 * and otherwise says how many lines are new. `role=log` comes only after the history, so that only news are read aloud.
 */
import { useComputed, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { linesOf, type Line } from '../state/lines.ts';
import { log as texts } from '../texts.ts';
import { MessageLine, PendingLine } from './Bubble.tsx';
import { Icon } from './Icon.tsx';

const nearEnd = 60;
const nearStart = 120;

/** The line that was looked for: marked, and the focus goes to it. */
const LookedFor = ({ line }: { readonly line: Line }) => (
  <div class="looked-for" tabIndex={-1}>
    <LogLine line={line} />
  </div>
);

const LogLine = ({ line }: { readonly line: Line }) => {
  if (line.kind === 'day') return <p class="day">{line.label}</p>;
  if (line.kind === 'pending') return <PendingLine entry={line.entry} />;
  return <MessageLine message={line.message} chosen={line.chosen} />;
};

const Start = () => {
  const { conversation } = useConsole();
  if (!conversation.earlier.value) return <p class="day">{texts.start}</p>;
  return (
    <button class="btn ghost sm earlier" type="button" onClick={() => void conversation.loadEarlier()}>
      {conversation.loadingEarlier.value ? texts.loadingEarlier : texts.earlier}
    </button>
  );
};

const useLines = () => {
  const { clock, conversation, outbox } = useConsole();
  return useComputed(() => {
    const number = conversation.number.value;
    const entries = outbox.entries.value.filter((entry) => entry.number === number);
    return linesOf(conversation.messages.value, entries, clock.minute.value);
  });
};

/** Goes to the line that was looked for once, when it has come. */
const useReach = (box: RefObject<HTMLDivElement | null>, place: RefObject<{ atEnd: boolean }>): void => {
  const { conversation, route } = useConsole();
  const line = route.line.value;
  const messages = conversation.messages.value;
  const reached = useRef<number | null>(null);
  useEffect(() => {
    if (line === null) reached.current = null;
    const element = box.current?.querySelector<HTMLElement>('.looked-for');
    if (!element || reached.current === line) return;
    reached.current = line;
    place.current.atEnd = false;
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
  }, [line, messages]);
};

export const Log = () => {
  const { conversation, route, session } = useConsole();
  const lookedFor = route.line.value;
  const box = useRef<HTMLDivElement>(null);
  const live = useSignal(false);
  const fresh = useSignal(0);
  const place = useRef({ atEnd: true, height: 0, visible: 0, first: 0, last: 0, pending: 0 });
  const lines = useLines().value;
  const messages = conversation.messages.value;

  useLayoutEffect(() => {
    const element = box.current;
    const was = place.current;
    const [first, last] = [messages[0]?.seq ?? 0, messages.at(-1)?.seq ?? 0];
    if (!element) return;
    const pending = lines.filter((line) => line.kind === 'pending').length;
    // Whoever has just written wants to see it, wherever they were reading.
    if (pending > was.pending) {
      was.atEnd = true;
      fresh.value = 0;
    }
    if (was.atEnd) element.scrollTop = element.scrollHeight;
    else if (was.first !== 0 && first < was.first) element.scrollTop += element.scrollHeight - was.height;
    if (was.last !== 0 && last > was.last && !was.atEnd) {
      const me = session.me()?.id;
      const foreign = messages.filter(({ seq, author }) => seq > was.last && !('id' in author && author.id === me));
      fresh.value += foreign.length;
    }
    const { scrollHeight: height, clientHeight: visible } = element;
    place.current = { atEnd: was.atEnd, height, visible, first, last, pending };
  }, [lines, messages]);

  useReach(box, place);

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const frame = requestAnimationFrame(() => {
      live.value = true;
    });
    const resized = new ResizeObserver(() => {
      place.current.visible = element.clientHeight;
      if (place.current.atEnd) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
    };
  }, []);

  const onScroll = ({ currentTarget: element }: { readonly currentTarget: HTMLElement }): void => {
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    // Not a person's scrolling: what stands below the log has grown, and the observer will follow.
    if (place.current.atEnd && element.clientHeight !== place.current.visible) return;
    place.current.atEnd = atEnd;
    if (atEnd) fresh.value = 0;
    if (element.scrollTop < nearStart && live.peek()) void conversation.loadEarlier();
  };
  const toEnd = (): void => {
    place.current.atEnd = true;
    fresh.value = 0;
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };

  return (
    <div class="log-place">
      <div
        ref={box}
        class="log"
        role={live.value ? 'log' : 'region'}
        aria-live={live.value && !conversation.loadingEarlier.value ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-label={texts.label}
        tabIndex={0}
        onScroll={onScroll}
      >
        <Start />
        {lines.map((line) =>
          line.kind === 'message' && line.message.seq === lookedFor ? (
            <LookedFor key={line.key} line={line} />
          ) : (
            <LogLine key={line.key} line={line} />
          ),
        )}
      </div>
      {fresh.value > 0 && (
        <button class="pill" type="button" title={texts.toEnd} onClick={toEnd}>
          {texts.pill(fresh.value)}
          <Icon name="down" small />
        </button>
      )}
    </div>
  );
};
