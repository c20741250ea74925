/** A form's state: what is typed, what is wrong with it, one submission at a time; the first wrong field takes the focus. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useFirstWrong } from './components/Field.tsx';

export type Troubles<N extends string> = Partial<Record<N, string>>;

export interface Form<V, N extends string> {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly values: V;
  readonly busy: boolean;
  /** What is said beside the field; null: nothing is wrong. */
  trouble(name: N): string | null;
  change(part: Partial<V>): void;
  /** What the server found wrong. */
  refuse(found: Troubles<N>): void;
  reset(): void;
  /** Sends what has no trouble. */
  onSubmit(event: Event): void;
}

interface Given<V, N extends string> {
  readonly initial: V;
  readonly troublesOf: (values: V) => Troubles<N>;
  readonly send: (values: V, form: Form<V, N>) => Promise<void>;
}

export const useForm = <V extends object, N extends string>({ initial, troublesOf, send }: Given<V, N>): Form<V, N> => {
  const values = useSignal(initial);
  const troubles = useSignal<Troubles<N>>({});
  const tries = useSignal(0);
  const busy = useSignal(false);
  const form = useFirstWrong(tries.value);
  const refuse = (found: Troubles<N>): void => {
    troubles.value = found;
    tries.value += 1;
  };
  const submit = async (): Promise<void> => {
    const found = troublesOf(values.value);
    if (Object.keys(found).length > 0) return refuse(found);
    if (busy.value) return undefined;
    busy.value = true;
    await send(values.value, made);
    busy.value = false;
    return undefined;
  };
  const made: Form<V, N> = {
    form,
    values: values.value,
    busy: busy.value,
    trouble: (name) => troubles.value[name] ?? null,
    change: (part) => {
      values.value = { ...values.value, ...part };
      if (tries.value > 0) troubles.value = troublesOf(values.value);
    },
    refuse,
    reset: () => {
      values.value = initial;
      troubles.value = {};
      tries.value = 0;
    },
    onSubmit: (event) => {
      event.preventDefault();
      void submit();
    },
  };
  return made;
};
