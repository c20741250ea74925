/**
 * Every citizen has a browser of their own: what the widget keeps in this one is put aside when another citizen is
 * chosen and brought back with them.
 */

const kept = (): readonly string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(`support:${location.origin}:`));
const asideKey = (citizen: number): string => `sandbox:site:${citizen}`;
const ownerKey = 'sandbox:site-owner';

const putAside = (citizen: string): void => {
  const entries = kept().map((key) => [key, localStorage.getItem(key)] as const);
  localStorage.setItem(asideKey(Number(citizen)), JSON.stringify(entries));
  for (const [key] of entries) localStorage.removeItem(key);
};

const bringBack = (citizen: number): void => {
  const entries = JSON.parse(localStorage.getItem(asideKey(citizen)) ?? '[]') as readonly (readonly [string, string])[];
  for (const [key, value] of entries) localStorage.setItem(key, value);
};

/** To be called while no panel is open. */
export const openSiteOf = (citizen: number): void => {
  const owner = localStorage.getItem(ownerKey);
  if (owner === String(citizen)) return;
  if (owner !== null) {
    putAside(owner);
    bringBack(citizen);
  }
  localStorage.setItem(ownerKey, String(citizen));
};
