/** The list of dialogues with its tabs and groups. */
import { useEffect, useRef } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { tabs, type Group, type Tab } from '../state/rows.ts';
import { queue as texts } from '../texts.ts';
import { Icon } from './Icon.tsx';
import { QueueRow } from './QueueRow.tsx';
import { Tabs } from './Tabs.tsx';

const Rows = ({ group, tab }: { readonly group: Group; readonly tab: Tab }) => {
  const list = (
    <ul>
      {group.rows.map((row) => (
        <li key={row.number}>
          <QueueRow row={row} tab={tab} />
        </li>
      ))}
    </ul>
  );
  if (group.name === null) return list;
  const title = texts.groups[group.name];
  return (
    <section aria-label={title}>
      <h2 class="qgroup">
        {title}
        <span>{group.rows.length}</span>
      </h2>
      {list}
    </section>
  );
};

const skeletonRows = [1, 2, 3, 4, 5, 6];

const Body = () => {
  const { queue } = useConsole();
  const tab = queue.tab.value;
  const groups = queue.groups.value;
  const load = queue.load.value;
  const empty = groups.every((group) => group.rows.length === 0);
  if (empty && load === 'failed') {
    return (
      <div class="q-note" role="alert">
        <p>{texts.failed}</p>
        <button class="btn sm" type="button" onClick={() => queue.retry()}>
          <Icon name="retry" small />
          {texts.retry}
        </button>
      </div>
    );
  }
  if (empty && load !== 'ready') {
    return (
      <div class="when-late" aria-hidden="true">
        {skeletonRows.map((row) => (
          <div key={row} class="q sk-row">
            <span class="sk sk-ava" />
            <div class="q-body">
              <span class="sk sk-name" />
              <span class="sk" />
              <span class="sk" />
            </div>
          </div>
        ))}
      </div>
    );
  }
  if (empty) return <p class="q-note">{texts.empty[tab]}</p>;
  return (
    <>
      {groups.map((group) => (
        <Rows key={group.name ?? 'all'} group={group} tab={tab} />
      ))}
    </>
  );
};

export const Queue = () => {
  const { conversation, deeds, queue } = useConsole();
  const list = useRef<HTMLDivElement>(null);
  const counts = queue.counts.value;
  const open = conversation.number.value;
  useEffect(() => {
    if (open !== null) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const options = tabs.map((id) => ({
    id,
    content: (
      <>
        {texts.tabs[id]} <b>{counts[id]}</b>
      </>
    ),
  }));
  return (
    <section class="queue" aria-label={texts.label}>
      <div class="qhead">
        <Tabs
          class="seg"
          label={texts.tabsLabel}
          controls="queue-list"
          options={options}
          chosen={queue.tab.value}
          choose={(id) => queue.show(id)}
        />
      </div>
      <div
        ref={list}
        id="queue-list"
        class="qlist"
        role="tabpanel"
        tabIndex={0}
        aria-labelledby={`queue-list-${queue.tab.value}`}
      >
        <Body />
      </div>
      <div class="qfoot">
        <button
          class="btn soft grow"
          type="button"
          aria-keyshortcuts="N"
          aria-disabled={deeds.busy.value}
          onClick={() => void deeds.take()}
        >
          {texts.take}
          <kbd>N</kbd>
        </button>
      </div>
    </section>
  );
};
