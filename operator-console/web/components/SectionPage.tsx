/** The place of a section that is fetched when it is opened. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Section } from '../sections.ts';
import { PageFailed, PageSkeleton } from './Page.tsx';
import { SettingsNav } from './Rail.tsx';

type Code =
  { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly page: ComponentType };

const Loaded = ({ load }: { readonly load: () => Promise<ComponentType> }) => {
  const code = useSignal<Code>({ kind: 'loading' });
  useEffect(() => {
    load().then(
      (page) => {
        code.value = { kind: 'ready', page };
      },
      () => {
        code.value = { kind: 'failed' };
      },
    );
  }, []);
  const now = code.value;
  if (now.kind === 'failed') return <PageFailed />;
  if (now.kind === 'loading') return <PageSkeleton />;
  return <now.page />;
};

export const SectionPage = ({ section }: { readonly section: Section }) => (
  <main class={section.place === 'settings' ? 'page with-nav' : 'page'}>
    {section.place === 'settings' && <SettingsNav current={section} />}
    {/* Reached by Tab, as every region that scrolls. */}
    <div class="page-scroll" tabIndex={0} role="region" aria-label={section.title}>
      {section.load && <Loaded key={section.id} load={section.load} />}
    </div>
  </main>
);
