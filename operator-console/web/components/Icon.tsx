/** Icons of the design: a 24 grid, a stroke of 1.7. Decoration only; the words beside them say what they mean. */

type Shape = string | readonly [cx: number, cy: number, r: number];

const shapes = {
  chat: ['M4 5h16v11H10l-4 4v-4H4z'],
  clock: [[12, 12, 8.5], 'M12 7v5.4l3.4 2'],
  warn: ['M12 4 2.8 20h18.4z', 'M12 10v4.5M12 17.3v.2'],
  bell: ['M6 16V11a6 6 0 0 1 12 0v5l2 2H4z', 'M10 21h4'],
  web: [[12, 12, 8.5], 'M3.5 12h17M12 3.5c3.4 4.6 3.4 12.4 0 17M12 3.5c-3.4 4.6-3.4 12.4 0 17'],
  plane: ['m3 11 18-7-6 17-4-7z'],
  people: [[9, 8, 3.4], 'M3 20c0-4 2.5-6 6-6s6 2 6 6M16 5.2a3.4 3.4 0 0 1 0 5.8M18 14.4c2 .8 3 2.7 3 5.6'],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  move: ['M4 8h13l-3.5-3.5M20 16H7l3.5 3.5'],
  pause: ['M8 5v14M16 5v14'],
  dots: [
    [5, 12, 0.8],
    [12, 12, 0.8],
    [19, 12, 0.8],
  ],
  bot: ['M5 9h14v10H5z', 'M12 9V5M9.500 13v1.500M14.500 13v1.500M2.500 13v3M21.500 13v3'],
  lock: ['M5 11h14v9H5z', 'M8 11V8a4 4 0 0 1 8 0v3'],
  down: ['m6 9 6 6 6-6'],
  user: [[12, 8, 4], 'M4 21c0-4.500 3-7 8-7s8 2.500 8 7'],
  x: ['M6 6l12 12M18 6 6 18'],
  nowifi: [
    'M3 3l18 18M5 12.500c1.200-1 2.400-1.700 3.800-2.100M19 12.500a11 11 0 0 0-5-2.600M8.500 16c1-.8 2.200-1.200 3.500-1.200s2.500.4 3.500 1.200M12 19.500v.1',
  ],
  retry: ['M20 12a8 8 0 1 1-2.500-5.800L20 8.500M20 4v4.500h-4.500'],
  sun: [[12, 12, 4], 'M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2'],
  book: ['M4 5c3-1 5.500-1 8 1 2.500-2 5-2 8-1v14c-3-1-5.500-1-8 1-2.500-2-5-2-8-1z', 'M12 6v14'],
  eye: [
    'M2.500 12C5 7.500 8.200 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12z',
    [12, 12, 2.8],
  ],
  back: ['M19 12H5M11 6l-6 6 6 6'],
  note: ['M5 4h14v10l-6 6H5z', 'M13 20v-6h6'],
  flag: ['M6 21V4h11l-2 4 2 4H6'],
  sound: ['M4 9.5v5h3.500l5 4.500V5l-5 4.500z', 'M16 9a4 4 0 0 1 0 6M18.5 6.500a7.500 7.500 0 0 1 0 11'],
  moon: ['M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z'],
  exit: ['M14 4H5v16h9M10 12h10M16.500 8.500 20 12l-3.500 3.500'],
  template: ['M6 3h9l4 4v14H6z', 'M9 12h7M9 16h5'],
  journal: ['M5 3h12v18H5z', 'M17 6h2v15H8', 'M8.500 8h5M8.500 12h5'],
  slash: ['M4 4h16v16H4z', 'm14 8-4 8'],
  gear: [
    [12, 12, 3],
    'M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1',
  ],
  search: [[11, 11, 6.5], 'm16 16 4.5 4.5'],
  list: ['M4 7h16M4 12h16M4 17h10'],
  clip: ['m8 12 6-6a3 3 0 0 1 4.400 4.400l-8 8a5 5 0 0 1-7-7L11 4'],
  keys: ['M3 6h18v12H3z', 'M7 10h.01M11 10h.01M15 10h.01M8 14h8'],
} satisfies Record<string, readonly Shape[]>;

export type IconName = keyof typeof shapes;

export const Icon = ({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) => (
  <svg class={small ? 'i s' : 'i'} viewBox="0 0 24 24" aria-hidden="true">
    {(shapes[name] as readonly Shape[]).map((shape) =>
      typeof shape === 'string' ? (
        <path key={shape} d={shape} />
      ) : (
        <circle key={shape.join()} cx={shape[0]} cy={shape[1]} r={shape[2]} />
      ),
    )}
  </svg>
);

export const Brand = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" />
    <path d="M8 10h16v9h-8l-4 4v-4H8z" />
  </svg>
);
