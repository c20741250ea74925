/** Shows a text as nodes: lists, paragraphs, links. Nothing in it can become markup. */
import type { ComponentChildren } from 'preact';
import { readBlocks, readSpans } from './rich-text.ts';
import type { Block, Span } from './rich-text.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';

const showSpan = (span: Span): ComponentChildren => {
  switch (span.kind) {
    case 'plain':
      return span.text;
    case 'number':
      return <span class="nw">{span.text}</span>;
    case 'link':
      return /^http/i.test(span.href) ? (
        <a href={span.href} target="_blank" rel="noopener noreferrer">
          {span.text}
        </a>
      ) : (
        <a href={span.href}>{span.text}</a>
      );
    default:
      return unreachable(span);
  }
};

const Spans = ({ text }: { text: string }): ComponentChildren => readSpans(text).map(showSpan);

const items = (texts: readonly string[]): ComponentChildren =>
  texts.map((text, index) => (
    <li key={index}>
      <Spans text={text} />
    </li>
  ));

const show = (block: Block, key: number): ComponentChildren => {
  switch (block.kind) {
    case 'numbers':
      return (
        <ol key={key} start={block.start}>
          {items(block.items)}
        </ol>
      );
    case 'bullets':
      return <ul key={key}>{items(block.items)}</ul>;
    case 'paragraph':
      return (
        <p key={key}>
          <Spans text={block.lines.join('\n')} />
        </p>
      );
    default:
      return unreachable(block);
  }
};

export const RichText = ({ text }: { text: string }): ComponentChildren => readBlocks(text).map(show);
