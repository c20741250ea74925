/**
 * Files may take their time; every other request must have come whole by then. The server's own limit is one for all
 * of them and therefore the long one.
 */
import type { IncomingMessage } from 'node:http';

/** How long the body of a request may take, ms. */
export const uploadMs = 180_000;
const otherMs = 15_000;

const isUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'POST' && url !== undefined && /^\/api\/\w+\/files$/u.test(url);

export const cutSlowBodies = (request: IncomingMessage): void => {
  if (isUpload(request)) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, otherMs);
  request.once('close', () => clearTimeout(timer));
};
