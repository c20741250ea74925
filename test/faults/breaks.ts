export type Break = 'none';
export const breaks: Record<Break, import('./doctored.ts').Changes> = { none: {} };
