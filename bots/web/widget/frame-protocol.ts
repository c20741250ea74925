/**
 * What the launcher (on the host page) and the panel (in the frame) say to each other. Types only.
 * The launcher opens the talk: one `Hello` with a MessagePort, posted to the panel's exact origin.
 */

/** What the host page's storage keeps for the panel; undefined when the page may not store anything either. */
export type Kept = readonly (readonly [key: string, value: string])[] | undefined;

export type Hello = readonly [address: string, title: string, kept: Kept];

/** To the panel. `modal`: over the whole page. Repeated when the room on the page changes. */
export type Shown = readonly [shown: boolean, modal: boolean];

export type ToLauncher =
  | readonly ['hide', key?: undefined, value?: undefined]
  /** How the button is called and what its badge shows. */
  | readonly ['call', name: string, badge: string]
  /** Used only when the frame's own storage throws. Keys start with `support:`; no value removes. */
  | readonly ['keep', key: string, value: string | null];
