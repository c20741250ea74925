/** The line that a citizen answers in their messenger: its beginning, and the way to it when it is known. */
import type { Quote } from '../../../core/domain/message.ts';
import { useConsole } from '../context.ts';
import { tameLine } from '../names.ts';
import { ticketHref } from '../state/route.ts';
import { log as texts } from '../texts.ts';

export const Quoted = ({ quote: { seq, text } }: { readonly quote: Quote }) => {
  const { conversation, route } = useConsole();
  const number = conversation.number.value;
  const words = (
    <>
      <span class="vh">{texts.answersLine}: </span>
      {tameLine(text)}
    </>
  );
  if (seq === null || number === null) return <p class="quoted">{words}</p>;
  const go = (event: MouseEvent): void => {
    event.preventDefault();
    route.go(number, seq);
  };
  return (
    <a class="quoted" href={ticketHref(number, seq)} title={texts.toQuoted} onClick={go}>
      {words}
    </a>
  );
};
