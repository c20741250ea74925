/** A name and its value in a list of facts. */
import type { ComponentChildren } from 'preact';

export const Pair = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
