/** One file over HTTP, with its progress. Words and retries are left to whoever asks. */
import type { UploadAnswer } from '../domain/attachment.ts';

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: Blob;
  readonly name: string;
  /** 0…1 of what has left this machine. */
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** `lost`: no answer came, nobody knows whether it arrived; what arrived unasked is swept away. */
export type Sent = UploadAnswer | 'lost';

const isAnswer = (value: unknown): value is UploadAnswer =>
  typeof value === 'object' && value !== null && ('file' in value || 'error' in value);

// `fetch` does not tell how much of a body has gone out.
export const sendFile = ({ url, headers, file, name, progress, signal }: Sending): Promise<Sent> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(name.slice(-200).toWellFormed()));
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer: unknown = request.response;
      resolve(isAnswer(answer) ? answer : { error: 'failed', limit: null });
    };
    request.onerror = () => resolve('lost');
    request.onabort = () => resolve('lost');
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
