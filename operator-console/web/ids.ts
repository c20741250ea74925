/** Ids the screen gives to what it sends, so that a retry is known as one (8–64 of [A-Za-z0-9_-]). */

/** `crypto.randomUUID` exists on https only; this one works everywhere. */
export const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
