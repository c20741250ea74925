/** Parameters of a call: JSON, a form, or multipart with files ([A] core.telegram.org/bots/api#making-requests). */
import type { IncomingMessage } from 'node:http';
import { bodyOf, queryOf } from '../platform.ts';
import type { Payload } from './types.ts';

export const readPayload = async (request: IncomingMessage): Promise<Payload> => {
  const query = queryOf(request);
  const body = await bodyOf(request);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return query;
  if (type.startsWith('application/json')) return { ...query, ...(JSON.parse(body.toString('utf8')) as object) };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return { ...query, ...Object.fromEntries(form) };
};
