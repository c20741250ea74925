/** Who answers, the number of the request, the menu, minimising. There is no «close» that would lose the talk. */
import type { RefObject, VNode } from 'preact';
import type { WidgetView } from '../../contract.ts';
import { unreachable } from '../../../../core/domain/unreachable.ts';
import type { Chat } from '../chat.ts';
import type { Link } from '../connection.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';
import { Menu } from './Menu.tsx';

interface Face {
  readonly title: string;
  readonly avatar: VNode | string;
  /** Under the title when there is no number, and beside the number where it adds something to it. */
  readonly state: string | null;
  readonly live: boolean;
}

const botFace: Face = { title: texts.bot, avatar: <Icon name="bot" />, state: texts.atOnce, live: true };

const overFace = (title: string, icon: 'check' | 'warn'): Face => ({
  title,
  avatar: <Icon name={icon} />,
  state: null,
  live: false,
});

const faceOf = (view: WidgetView | null): Face => {
  if (!view) return botFace;
  if (view.status === 'closed') return overFace(texts.solved, 'check');
  if (view.status === 'rejected') return overFace(texts.rejected, 'warn');
  const { who } = view;
  switch (who.kind) {
    case 'bot':
      if (view.status === 'answered') return { ...botFace, state: view.statusText, live: false };
      return view.number ? { ...botFace, state: null } : botFace;
    case 'queue':
      return { title: texts.calling, avatar: <Icon name="user" />, state: null, live: false };
    case 'operator': {
      const away = view.status === 'expert' || view.status === 'waiting';
      return {
        title: texts.operator(who.name),
        avatar: who.name.slice(0, 1).toUpperCase(),
        state: away ? view.statusText : texts.online,
        live: !away,
      };
    }
    default:
      return unreachable(who);
  }
};

const broken: Record<Exclude<Link, 'open'>, string> = {
  opening: texts.opening,
  lost: texts.noLink,
  failed: texts.silent,
};

export const Header = ({ chat, heading }: { chat: Chat; heading: RefObject<HTMLHeadingElement | null> }): VNode => {
  const view = chat.talk.view.value;
  const link = chat.link.value;
  const face = faceOf(view);
  const state = link === 'open' ? face.state : broken[link];
  return (
    <header class="wh">
      <span class="ava" aria-hidden="true">
        {face.avatar}
      </span>
      <div class="who">
        <h1 id="title" ref={heading} tabIndex={-1}>
          {face.title}
        </h1>
        {view?.number && (
          <p class="no">
            {texts.ticket} <span>{texts.number(view.number)}</span>
          </p>
        )}
        {state && (
          <p>
            {link === 'open' && face.live && <span class="dot" />}
            {state}
          </p>
        )}
      </div>
      <Menu chat={chat} />
      {chat.framed && (
        <button class="ib" type="button" aria-label={texts.minimise} onClick={chat.minimise}>
          <Icon name="down" />
        </button>
      )}
    </header>
  );
};
