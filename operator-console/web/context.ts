/** Hands the console's parts to components. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Console } from './create-console.ts';

export const ConsoleContext = createContext<Console | null>(null);

export const useConsole = (): Console => {
  const parts = useContext(ConsoleContext);
  if (!parts) throw new Error('A component stands outside the console');
  return parts;
};
