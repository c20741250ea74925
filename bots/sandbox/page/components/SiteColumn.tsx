/** The widget's panel of the chosen citizen, held as the launcher of a portal holds it. */
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { openSiteOf } from '../site-storage.ts';
import type { State } from '../state.ts';
import { texts } from '../texts.ts';
import { Icon } from './icons.tsx';

/** Told by the panel: it wants to be put away. The rest of what it says is for a launcher's button. */
const wantsAway = ({ data }: MessageEvent<unknown>): boolean => Array.isArray(data) && data[0] === 'hide';

const Panel = ({ citizen, onAway }: { citizen: number; onAway: () => void }): VNode => {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const { current } = frame;
    if (!current) return undefined;
    let port: MessagePort | null = null;
    openSiteOf(citizen);
    current.addEventListener('load', () => {
      port?.close();
      const { port1, port2 } = new MessageChannel();
      port = port1;
      port1.addEventListener('message', (event) => wantsAway(event) && onAway());
      port1.start();
      current.contentWindow?.postMessage([`${location.origin}/`, document.title, undefined], location.origin, [port2]);
      port1.postMessage([true, false]);
    });
    current.src = '/widget/';
    return () => port?.close();
  }, [citizen, onAway]);
  return <iframe ref={frame} title={texts.siteFull} />;
};

export const SiteColumn = ({ state, seen }: { state: State; seen: string }): VNode => {
  const away = useSignal(false);
  const citizen = state.citizen.value;
  useEffect(() => {
    away.value = false;
  }, [away, citizen]);
  const putAway = useRef(() => {
    away.value = true;
  });
  return (
    <section class={`column site ${seen}`} aria-label={texts.siteFull}>
      <header class="head">
        <span class="mark site" aria-hidden="true">
          <Icon name="site" />
        </span>
        <div class="names">
          <h2>{texts.siteFull}</h2>
          <p>{texts.siteNote}</p>
        </div>
      </header>
      {away.value ? (
        <div class="empty">
          <button class="btn primary" type="button" onClick={() => (away.value = false)}>
            {texts.openSite}
          </button>
        </div>
      ) : (
        <Panel key={citizen} citizen={citizen} onAway={putAway.current} />
      )}
    </section>
  );
};
