/** The sections at the left edge, and inside «Настройки» the list of theirs. */
import type { ComponentChildren } from 'preact';
import { useConsole } from '../context.ts';
import { sectionsOf, type Section } from '../sections.ts';
import { dialogues, sectionHref } from '../state/route.ts';
import { shell } from '../texts.ts';
import { sectionTitles } from '../texts/sections.ts';
import { Icon, type IconName } from './Icon.tsx';

interface LinkProps {
  readonly to: string;
  readonly icon: IconName;
  readonly title: string;
  readonly here: boolean;
  readonly children?: ComponentChildren;
}

const SectionLink = ({ to, icon, title, here, children }: LinkProps) => {
  const { route } = useConsole();
  return (
    <a
      href={sectionHref(to)}
      title={title}
      {...(here ? { 'aria-current': 'page' as const } : {})}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        route.open(to);
      }}
    >
      <Icon name={icon} />
      <span class="name">{title}</span>
      {children}
    </a>
  );
};

const WaitingBadge = () => {
  const waiting = useConsole().queue.waiting.value.length;
  if (waiting === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{waiting}</span>
      <span class="vh">{shell.waitingBadge(waiting)}</span>
    </span>
  );
};

const useSections = (): readonly Section[] => {
  const now = useConsole().session.current.value;
  return now.kind === 'in' ? sectionsOf(now.me.role) : [];
};

export const Rail = ({ current }: { readonly current: Section | null }) => {
  const seen = useSections();
  const first = seen.find(({ place }) => place === 'settings');
  return (
    <nav class="rail" aria-label={shell.sections}>
      {seen
        .filter(({ place }) => place === 'rail')
        .map(({ id, icon, title }) => (
          <SectionLink key={id} to={id} icon={icon} title={title} here={current?.id === id}>
            {id === dialogues && <WaitingBadge />}
          </SectionLink>
        ))}
      {first && (
        <div class="rail-end">
          <SectionLink to={first.id} icon="gear" title={sectionTitles.settings} here={current?.place === 'settings'} />
        </div>
      )}
    </nav>
  );
};

export const SettingsNav = ({ current }: { readonly current: Section }) => {
  const seen = useSections().filter(({ place }) => place === 'settings');
  return (
    <nav class="settings-nav" aria-label={sectionTitles.settings}>
      {seen.map(({ id, icon, title }) => (
        <SectionLink key={id} to={id} icon={icon} title={title} here={current.id === id} />
      ))}
    </nav>
  );
};
