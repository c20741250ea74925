/** Files over HTTP as the two front ends bring and fetch them. */
import type { UploadAnswer } from '../../core/domain/attachment.ts';
import type { CitizenScreen, OperatorScreen } from './product.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Side {
  readonly base: string;
  readonly headers: Headers;
}

export const citizenSide = (url: string, citizen: CitizenScreen): Side => ({
  base: `${url}/api/citizen/files`,
  headers: { origin: url, authorization: `Visitor ${citizen.token()}`, 'x-embedder': url },
});

export const operatorSide = (url: string, { cookie }: Pick<OperatorScreen, 'cookie'>, number: string): Side => ({
  base: `${url}/api/operator/files`,
  headers: { origin: url, cookie, 'x-ticket': number },
});

export const upload = (side: Side, bytes: Uint8Array, name = 'файл.png', more: Headers = {}): Promise<Response> =>
  fetch(side.base, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
      ...side.headers,
      ...more,
    },
    body: Uint8Array.from(bytes),
  });

/** The staged file; fails when it was refused. */
export const staged = async (side: Side, bytes: Uint8Array, name?: string) => {
  const answer = (await (await upload(side, bytes, name)).json()) as UploadAnswer;
  if (!('file' in answer)) throw new Error(answer.error);
  return answer.file;
};

export const fetchFile = (side: Side, id: string, more: Headers = {}): Promise<Response> =>
  fetch(`${side.base}/${id}`, { headers: { ...side.headers, ...more } });
