/** Reads what the server wrote into the panel's page. A page without it still talks, only without a phone to show. */
import type { PanelFacts } from '../contract.ts';

const unknown: PanelFacts = {
  portal: '',
  phone: null,
  demo: false,
  maxText: 4000,
  files: { files: 10, picture: 2 << 20, document: 5 << 20 },
};

export const readFacts = (page: Document): PanelFacts => {
  const content = page.querySelector<HTMLMetaElement>('meta[name="support"]')?.content ?? '';
  if (!content.startsWith('{')) return unknown;
  return { ...unknown, ...(JSON.parse(content) as PanelFacts) };
};
