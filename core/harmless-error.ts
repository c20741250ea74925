/** An error as a log may have it: what went wrong and where, and nothing of what people wrote. */
import { stdSerializers } from 'pino';
import { harmless } from './domain/screening/screen.ts';

const codes = ['code', 'errcode', 'errno', 'syscall'] as const;

export const harmlessError = (error: unknown): object => {
  if (!(error instanceof Error)) return { message: harmless(String(error)) };
  const { type, message, stack } = stdSerializers.err(error);
  const known = codes.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return { type, message: harmless(message), stack: harmless(stack), ...Object.fromEntries(known) };
};
