/** The bar at the top: live figures, connection, and the menu of the person. */
import { useConsole } from '../context.ts';
import { ticketHref } from '../state/route.ts';
import { themes } from '../state/settings.ts';
import { shell } from '../texts.ts';
import { sectionTitles } from '../texts/sections.ts';
import { secondsBelow, span } from '../time.ts';
import { Avatar } from './Avatar.tsx';
import { Brand, Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { Load, PresenceMenu } from './PresenceMenu.tsx';
import { SearchField } from './SearchField.tsx';
import { SignalChoices } from './SignalChoices.tsx';

const Longest = ({ since }: { readonly since: number }) => {
  const { clock } = useConsole();
  const now = clock.now() - since < secondsBelow + 1000 ? clock.second.value : clock.minute.value;
  return <b>{span(now - since)}</b>;
};

const Figures = () => {
  const { queue } = useConsole();
  const counts = queue.counts.value;
  const oldest = queue.oldest.value;
  return (
    <dl class="stats" aria-label={shell.figures}>
      <div class="stat">
        <dt>{shell.inQueue}</dt>
        <dd>
          <b>{counts.queue}</b>
        </dd>
      </div>
      <div class="stat">
        <dt>
          <span class="wide-only">{shell.longest}</span>
          <span class="narrow-only">{shell.longestShort}</span>
        </dt>
        <dd>{oldest === null ? <b>{shell.nobody}</b> : <Longest since={oldest} />}</dd>
      </div>
      <Load />
    </dl>
  );
};

const LinkState = () => {
  const { connection } = useConsole();
  const link = connection.link.value;
  const words = link === 'up' ? shell.up : link === 'down' ? shell.down : shell.connecting;
  return (
    <span class={`link-state ${link}`} role="status">
      <span class="dot" />
      <span>{words}</span>
    </span>
  );
};

const ThemeChoice = () => {
  const { settings } = useConsole();
  return (
    <fieldset class="menu-choice">
      <legend>{shell.theme}</legend>
      {themes.map((theme) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            checked={settings.theme.value === theme}
            onChange={() => {
              settings.theme.value = theme;
            }}
          />
          {shell.themes[theme]}
        </label>
      ))}
    </fieldset>
  );
};

const PersonMenu = () => {
  const { route, session, toasts, view } = useConsole();
  const me = session.me();
  if (!me) return null;
  const signOut = async (): Promise<void> => {
    if (!(await session.signOut())) toasts.show(shell.signOutFailed, { tone: 'trouble' });
  };
  return (
    <Menu class="person" label={shell.menu(me.name)} button={<Avatar name={me.name} mine />}>
      <p class="menu-head">
        <b>{me.name}</b>
        <span class="muted sm">{me.login}</span>
      </p>
      <button class="menu-item" type="button" data-closes onClick={() => route.open('account')}>
        <Icon name="user" />
        {sectionTitles.account}
      </button>
      <ThemeChoice />
      <SignalChoices />
      <button
        class="menu-item"
        type="button"
        data-closes
        onClick={() => {
          view.dialog.value = 'keys';
        }}
      >
        <Icon name="keys" />
        <span class="grow">{shell.keys}</span>
        <kbd>?</kbd>
      </button>
      <button class="menu-item" type="button" data-closes onClick={() => void signOut()}>
        <Icon name="exit" />
        {shell.signOut}
      </button>
    </Menu>
  );
};

export const TopBar = () => {
  const { directory, route, session } = useConsole();
  const me = session.me();
  return (
    <header class="top">
      <a
        class="brand"
        href={ticketHref(null)}
        aria-label={shell.home}
        onClick={(event) => {
          event.preventDefault();
          route.go(null);
        }}
      >
        <Brand />
      </a>
      <span class="portal ell">{directory.current.value?.portal}</span>
      {directory.current.value?.demo && <span class="tag warn demo">{shell.demo}</span>}
      {me && me.role !== 'author' && <SearchField />}
      <Figures />
      <LinkState />
      <PresenceMenu />
      <PersonMenu />
    </header>
  );
};
