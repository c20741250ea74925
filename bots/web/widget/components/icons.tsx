/** The icons of the design: a 24 grid, 1.7 stroke, decoration only. */
import type { VNode } from 'preact';

const paths = {
  bot: 'M5 9h14v10H5zM12 9V5M9.500 13v1.500M14.500 13v1.500M2.500 13v3M21.500 13v3',
  user: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4 21c0-4.500 3-7 8-7s8 2.500 8 7',
  dots: 'M4.400 12a.6.6 0 1 0 1.200 0a.6.6 0 1 0 -1.200 0M11.400 12a.6.6 0 1 0 1.200 0a.6.6 0 1 0 -1.200 0M18.400 12a.6.6 0 1 0 1.200 0a.6.6 0 1 0 -1.200 0',
  down: 'm6 9 6 6 6-6',
  warn: 'M12 4 2.800 20h18.400zM12 10v4.500M12 17.300v.2',
  clock: 'M3.500 12a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0 -17 0M12 7v5.400l3.400 2',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  x: 'M6 6l12 12M18 6 6 18',
  clip: 'm8 12 6-6a3 3 0 0 1 4.400 4.400l-8 8a5 5 0 0 1-7-7L11 4',
  send: 'M4 12h15M12.500 5.500 19 12l-6.500 6.500',
  phone: 'M8 3h8v18H8zM11 18h2',
  retry: 'M20 12a8 8 0 1 1-2.500-5.800L20 8.500M20 4v4.500h-4.500',
  nowifi:
    'M3 3l18 18M5 12.500c1.200-1 2.400-1.700 3.800-2.100M19 12.500a11 11 0 0 0-5-2.600M8.500 16c1-.8 2.200-1.200 3.500-1.200s2.500.4 3.500 1.200M12 19.500v.1',
};

export const Icon = ({ name, small = false }: { name: keyof typeof paths; small?: boolean }): VNode => (
  <svg class={small ? 'i s' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
