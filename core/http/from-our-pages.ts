/** Another site can neither send our Origin nor, where the browser tells of it, come as ourselves. */
import type { Request } from 'express';

export const fromOurPages = (request: Request, ownOrigins: readonly string[]): boolean => {
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  return site === 'same-origin' && ownOrigins.includes(request.get('origin') ?? '');
};
