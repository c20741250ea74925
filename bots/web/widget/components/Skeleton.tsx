/** The log's place while it loads; seen only when loading takes longer than a glance. */
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { texts } from '../texts.ts';

const glanceMs = 200;

export const Skeleton = (): VNode => {
  const seen = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (seen.value = true), glanceMs);
    return () => clearTimeout(timer);
  }, [seen]);
  return (
    <div class="wl" aria-busy="true">
      {seen.value && (
        <>
          <span class="vh" role="status">
            {texts.loading}
          </span>
          <div class="sk" />
          <div class="sk me" />
          <div class="sk tall" />
          <div class="sk me short" />
        </>
      )}
    </div>
  );
};
