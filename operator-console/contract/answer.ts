/** How every request of the console is answered. */
import type { RefusalCode } from '../../core/domain/refusal.ts';

export type Answer<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly error: RefusalCode | 'failed'; readonly by: string | null };
