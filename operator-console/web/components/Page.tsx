/** What every section's page has: its heading, which takes the focus when the section is opened, and its width. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { page as texts } from '../texts/sections.ts';
import { dialogues } from '../state/route.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly title: string;
  /** Buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Page = ({ title, actions, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="page-box">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </header>
      {children}
    </div>
  );
};

export const PageSkeleton = () => (
  <>
    <p class="vh" role="status">
      {texts.loading}
    </p>
    <div class="when-late page-box" aria-hidden="true">
      <span class="sk sk-title" />
      <span class="sk" />
      <span class="sk" />
      <span class="sk" />
    </div>
  </>
);

/** A list that did not come. */
export const PageTrouble = ({ retry }: { readonly retry: () => void }) => (
  <div class="page-trouble" role="alert">
    <Icon name="warn" />
    <p>{texts.listFailed}</p>
    <button class="btn" type="button" onClick={retry}>
      <Icon name="retry" small />
      {texts.retry}
    </button>
  </div>
);

/** The code of a section did not come: most often the console was renewed while this page stayed open. */
export const PageFailed = () => (
  <div class="center" role="alert">
    <Icon name="warn" />
    <h1>{texts.failedTitle}</h1>
    <p>{texts.failed}</p>
    <button class="btn primary" type="button" onClick={() => location.reload()}>
      <Icon name="retry" small />
      {texts.reload}
    </button>
  </div>
);

export const PageMissing = () => {
  const { route } = useConsole();
  return (
    <div class="center">
      <Icon name="warn" />
      <h1>{texts.missingTitle}</h1>
      <p>{texts.missing}</p>
      <button class="btn" type="button" onClick={() => route.open(dialogues)}>
        {texts.toDialogues}
      </button>
    </div>
  );
};
