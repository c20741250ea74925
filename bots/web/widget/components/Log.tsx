/**
 * The talk: rows, buttons of the live offer, loading of earlier lines, scrolling.
 * Stays at the bottom only for a reader who is there. Screen readers hear additions only: history goes in before
 * the log goes live, and loading earlier lines makes it silent.
 */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import type { Chat } from '../chat.ts';
import { layRows } from '../rows.ts';
import type { Row } from '../rows.ts';
import { texts } from '../texts.ts';
import { dayOf, timeOf } from '../times.ts';
import { Line, OutgoingLine } from './Bubble.tsx';
import { QueueCard } from './QueueCard.tsx';
import { QuickReplies, UsedReplies } from './QuickReplies.tsx';
import { useScrolling } from './scrolling.ts';

const hush = 400;

export const Log = ({ chat }: { chat: Chat }): VNode => {
  const { talk, outbox } = chat;
  const area = useRef<HTMLDivElement>(null);
  const loading = useSignal(false);
  const silent = useSignal(true);
  const lines = talk.lines.value;
  const items = outbox.items.value;
  const view = talk.view.value;
  const scroll = useScrolling(area, { lines, items, view, shown: chat.shown.value.shown });

  const loadEarlier = async (): Promise<void> => {
    if (loading.value || !talk.earlier.value) return;
    loading.value = true;
    silent.value = true;
    await chat.loadEarlier();
    loading.value = false;
  };
  useSignalEffect(() => {
    if (loading.value) return undefined;
    const timer = setTimeout(() => (silent.value = false), hush);
    return () => clearTimeout(timer);
  });
  const edit = (clientId: string): void => {
    const body = outbox.withdraw(clientId);
    chat.draft.value = [body?.text, chat.draft.value].filter(Boolean).join('\n');
  };

  const show = (row: Row): VNode => {
    switch (row.kind) {
      case 'day':
        return <p class="sys">{dayOf(row.at, Date.now())}</p>;
      case 'notice':
        return (
          <p class="sys">
            {row.message.text} · {timeOf(row.message.at)}
          </p>
        );
      case 'line': {
        const { options, seq } = row.message;
        return (
          <>
            <Line chat={chat} message={row.message} last={row.last || options.length > 0} />
            {options.length > 0 &&
              (seq === view?.offerSeq ? (
                <QuickReplies
                  chat={chat}
                  options={options}
                  keepFocus={() => area.current?.focus({ preventScroll: true })}
                />
              ) : (
                <UsedReplies options={options} />
              ))}
          </>
        );
      }
      case 'outgoing':
        return <OutgoingLine chat={chat} item={row.item} edit={edit} />;
      default:
        return unreachable(row);
    }
  };
  return (
    <div class="mid">
      <div
        class="wl"
        ref={area}
        tabIndex={0}
        role="log"
        aria-label={texts.log}
        aria-live={silent.value ? 'off' : 'polite'}
        aria-relevant="additions"
        onScroll={() => {
          if (scroll.onScroll() === 'near-top') void loadEarlier();
        }}
      >
        {talk.earlier.value && (
          <button class="more-lines" type="button" onClick={() => void loadEarlier()}>
            {loading.value ? texts.earlierLoading : texts.earlier}
          </button>
        )}
        {chat.facts.demo && !talk.earlier.value && <p class="sys">{texts.demo}</p>}
        {layRows(lines, items).map((row) => (
          <div class="row" key={row.key}>
            {show(row)}
          </div>
        ))}
        {view?.who.kind === 'queue' && <QueueCard place={view.queue} />}
      </div>
      <div role="status" aria-live={chat.typing.known.value ? 'off' : 'polite'}>
        {chat.typing.now.value && view?.who.kind === 'operator' && (
          <p class="typing">
            <i />
            <i />
            <i /> {texts.typing}
          </p>
        )}
      </div>
      {scroll.news.value && (
        <button class="pill" type="button" onClick={scroll.toEnd}>
          {texts.newMessages}
        </button>
      )}
    </div>
  );
};
