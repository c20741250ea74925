/** The icons of the design: a 24 grid, 1.7 stroke, decoration only. */
import type { VNode } from 'preact';

const paths = {
  send: 'M4 12h15M12.500 5.500 19 12l-6.500 6.500',
  clip: 'm8 12 6-6a3 3 0 0 1 4.400 4.400l-8 8a5 5 0 0 1-7-7L11 4',
  x: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  pen: 'M4 20l1-4L16 5l3 3L8 19z',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  reply: 'M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7',
  retry: 'M20 12a8 8 0 1 1-2.500-5.800L20 8.500M20 4v4.500h-4.500',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  pin: 'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 7.500a2 2 0 1 0 0 4a2 2 0 0 0 0-4',
  user: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4 21c0-4.500 3-7 8-7s8 2.500 8 7',
  telegram: 'm3 11 18-7-3 16-6-5-3 4-1-6z',
  vk: 'M4 7c1 6 4 10 9 10V7M13 12c3-1 4-3 5-5M13 12c3 0 5 2 6 5',
  site: 'M4 5h16v14H4zM4 9h16',
  wrench: 'M14 6a4 4 0 0 0 5 5l-9 9-4-4 9-9zM14 6l3-3',
  out: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, small = false }: { name: IconName; small?: boolean }): VNode => (
  <svg class={small ? 'i s' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
