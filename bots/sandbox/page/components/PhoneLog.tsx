/** The lines of one chat as the messenger shows them, newest in sight. */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownChat, ShownLine, ShownPart } from '../../contract.ts';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import type { State } from '../state.ts';
import { platformNames, texts } from '../texts.ts';
import { Icon } from './icons.tsx';

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' });
const kilobytes = (size: number): string => `${Math.max(1, Math.round(size / 1024)).toLocaleString('ru')} КБ`;

const Part = ({ part }: { part: ShownPart }): VNode => {
  switch (part.kind) {
    case 'photo':
      return (
        <a href={part.file} target="_blank" rel="noreferrer">
          <img class="picture" src={part.file} alt={part.name} loading="lazy" />
        </a>
      );
    case 'file':
      return (
        <a class="file" href={part.file} download={part.name}>
          <Icon name="file" />
          <span>
            {part.name}
            <small>{kilobytes(part.size)}</small>
          </span>
        </a>
      );
    case 'voice':
      return <audio controls preload="none" src={part.file} aria-label={texts.voiceOf(part.seconds)} />;
    case 'sticker':
      return (
        <span class="sticker" role="img" aria-label={texts.sticker}>
          {part.emoji}
        </span>
      );
    case 'location':
      return (
        <p class="place">
          <Icon name="pin" small /> {texts.map(part.latitude, part.longitude)}
        </p>
      );
    case 'contact':
      return (
        <p class="place">
          <Icon name="user" small /> {part.name}, {part.phone}
        </p>
      );
    default:
      return unreachable(part);
  }
};

/** A line that what is typed next is about. */
export interface About {
  readonly deed: 'edit' | 'reply';
  readonly line: ShownLine;
}

interface LineProps {
  readonly state: State;
  readonly chat: ShownChat;
  readonly line: ShownLine;
  readonly onAbout: (about: About) => void;
}

const Buttons = ({ state, chat, line }: Omit<LineProps, 'onAbout'>): VNode | null => {
  if (line.buttons.length === 0) return null;
  const press = (row: number, column: number): void =>
    void state.act(chat.platform, { do: 'press', line: line.id, row, column });
  return (
    <div class="keys">
      {line.buttons.map((keys, row) => (
        <div class="row" key={row}>
          {keys.map(({ label, link }, column) =>
            link === null ? (
              <button key={column} type="button" onClick={() => press(row, column)}>
                {label}
              </button>
            ) : (
              <a key={column} href={link} target="_blank" rel="noreferrer">
                {label}
                <Icon name="out" small />
              </a>
            ),
          )}
        </div>
      ))}
    </div>
  );
};

const address = /(https?:\/\/[^\s]+)/u;

/** Addresses are links, as in a messenger. */
const Words = ({ text }: { text: string }): VNode => (
  <p class="words">
    {text.split(address).map((piece, index) =>
      index % 2 === 1 ? (
        <a key={index} href={piece} target="_blank" rel="noreferrer">
          {piece}
        </a>
      ) : (
        piece
      ),
    )}
  </p>
);

const Line = (props: LineProps): VNode => {
  const { line, onAbout } = props;
  return (
    <div class={line.mine ? 'm me' : 'm'}>
      <div class="b">
        <span class="vh">{line.mine ? texts.you : texts.bot}: </span>
        {line.passed && <p class="passed">{texts.passedOn(line.passed.from)}</p>}
        {line.answers !== null && <p class="answered">{line.answers || texts.noWords}</p>}
        {line.parts.map((part, index) => (
          <Part key={index} part={part} />
        ))}
        {line.passed && line.passed.text !== '' && <Words text={line.passed.text} />}
        {line.text !== '' && <Words text={line.text} />}
        <span class="meta">
          {line.edited && `${texts.edited} · `}
          {clock.format(line.at)}
        </span>
      </div>
      <Buttons {...props} />
      <div class="deeds">
        <button class="edit" type="button" onClick={() => onAbout({ deed: 'reply', line })}>
          <Icon name="reply" small />
          {texts.reply}
        </button>
        {line.mine && line.text !== '' && !line.passed && (
          <button class="edit" type="button" onClick={() => onAbout({ deed: 'edit', line })}>
            <Icon name="pen" small />
            {texts.edit}
          </button>
        )}
      </div>
    </div>
  );
};

export const PhoneLog = ({ state, chat, onAbout }: Omit<LineProps, 'line'>): VNode => {
  const box = useRef<HTMLDivElement>(null);
  const { lines, typing, platform, citizen } = chat;
  const toNewest = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(toNewest, [lines.length, lines.at(-1)?.text, typing]);
  // A picture has no height before it is here.
  const onPicture = ({ target }: Event): void => {
    const newest = box.current?.querySelector('.m:last-of-type');
    if (target instanceof Node && newest?.contains(target)) toNewest();
  };
  return (
    <div class="log" ref={box} onLoadCapture={onPicture} role="log" tabIndex={0} aria-label={platformNames[platform]}>
      {lines.length === 0 && (
        <div class="empty">
          <p>{texts.empty(state.nameOf(citizen))}</p>
          <button
            class="btn primary"
            type="button"
            onClick={() => void state.act(platform, { do: 'say', text: texts.begin[platform] })}
          >
            {texts.beginButton}
          </button>
        </div>
      )}
      {lines.map((line) => (
        <Line key={line.id} state={state} chat={chat} line={line} onAbout={onAbout} />
      ))}
      {typing && <p class="typing">{texts.typing}</p>}
    </div>
  );
};
