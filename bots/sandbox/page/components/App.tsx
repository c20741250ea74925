/** The frame: who is chosen, three chats side by side (one at a time on a narrow screen), the log under them. */
import type { VNode } from 'preact';
import type { Platform } from '../../contract.ts';
import type { State, Tab } from '../state.ts';
import { platformNames, texts } from '../texts.ts';
import { Citizens } from './Citizens.tsx';
import { Icon, type IconName } from './icons.tsx';
import { LogPane } from './LogPane.tsx';
import { PlatformColumn } from './PlatformColumn.tsx';
import { SiteColumn } from './SiteColumn.tsx';

const Trouble = ({ state }: { state: State }): VNode | null => {
  const words = state.connected.value ? state.trouble.value : texts.offline;
  if (words === null) return null;
  return (
    <p class="trouble" role="alert">
      {words}
      {state.connected.value && (
        <button class="ib" type="button" aria-label={texts.close} onClick={() => (state.trouble.value = null)}>
          <Icon name="x" small />
        </button>
      )}
    </p>
  );
};

const tabIcon = (tab: Tab): IconName => (tab === 'log' ? 'wrench' : tab);
const tabName = (tab: Tab): string => {
  if (tab === 'site') return texts.site;
  return tab === 'log' ? texts.log : platformNames[tab];
};

const Tabs = ({ state, tabs }: { state: State; tabs: readonly Tab[] }): VNode => (
  <nav class="tabs" aria-label={texts.views}>
    {tabs.map((tab) => (
      <button key={tab} type="button" aria-pressed={state.tab.value === tab} onClick={() => (state.tab.value = tab)}>
        <Icon name={tabIcon(tab)} small />
        {tabName(tab)}
      </button>
    ))}
  </nav>
);

export const App = ({ state }: { state: State }): VNode => {
  const played = state.platforms.value.map(({ platform }): Platform => platform);
  const seen = (tab: Tab): string => (state.tab.value === tab ? 'seen' : '');
  return (
    <>
      <header class="bar">
        <h1>
          <img src="/demo/icon.svg" alt="" width="28" height="28" />
          {texts.title}
        </h1>
        <Citizens state={state} />
        <a class="btn" href="/operator" target="_blank" rel="noreferrer">
          {texts.console}
          <Icon name="out" small />
        </a>
      </header>
      <Tabs state={state} tabs={[...played, 'site', 'log']} />
      <main class="columns">
        <Trouble state={state} />
        <div class="phones">
          {state.platforms.value.map((platform) => (
            <PlatformColumn key={platform.platform} state={state} platform={platform} seen={seen(platform.platform)} />
          ))}
          {state.citizen.value !== 0 && <SiteColumn state={state} seen={seen('site')} />}
        </div>
        <LogPane state={state} seen={seen('log')} />
      </main>
    </>
  );
};
