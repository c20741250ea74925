/**
 * What both emulators stand on: a server on this machine, a record of every call, knobs that twist how a call goes.
 * What a call means and how it is answered is left to the platform.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../core/ports/clock.ts';
import type { Tell } from './journal.ts';

/** Somebody with a phone. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
}

/** What was asked for cannot be done on this phone. */
export class Impossible extends Error {}

/** A call of the bot, as it came. */
export interface Call<P> {
  readonly n: number;
  readonly method: string;
  readonly params: P;
  readonly at: number;
  /** What was answered: `ok`, an error code, or what a knob did instead of answering. */
  outcome: string;
}

/** What a knob does with a call instead of what the platform would do. */
export type Twist<A> =
  | { readonly kind: 'answer'; readonly answer: A }
  /** Carried out, or not, and not answered; `until`: when the connection breaks at last. */
  | { readonly kind: 'hang'; readonly carriedOut: boolean; readonly until?: Promise<void> }
  /** Carried out, or not, and the connection breaks. */
  | { readonly kind: 'reset'; readonly carriedOut: boolean }
  /** Carried out, or not, and answered by something that is not JSON. */
  | { readonly kind: 'garbage'; readonly status: number; readonly body: string; readonly carriedOut: boolean };

export type Knob<P, A> = (call: Call<P>) => Twist<A> | null;

export interface CallDeps<P, A> {
  readonly clock: Clock;
  readonly carryOut: (call: Call<P>) => A | Promise<A>;
  readonly send: (response: ServerResponse, answer: A) => void;
  readonly outcomeOf: (answer: A) => string;
  /** Whose chat the call is about. */
  readonly peerOf: (params: P) => number | null;
  readonly tell?: Tell | undefined;
}

export interface Calls<P, A> {
  readonly list: readonly Call<P>[];
  /** Consulted before each call is carried out; the newest first. Returns how to take it away. */
  knob(knob: Knob<P, A>): () => void;
  /** Answers one call as the platform does, or as the first knob that cares wants it. */
  take(method: string, params: P, response: ServerResponse): Promise<void>;
}

/** So many calls are remembered at least. */
const remembered = 50_000;

export const createCalls = <P, A>(deps: CallDeps<P, A>): Calls<P, A> => {
  const { clock, carryOut, send, outcomeOf, peerOf, tell } = deps;
  const list: Call<P>[] = [];
  const knobs: Knob<P, A>[] = [];
  let taken = 0;
  const end = (call: Call<P>, outcome: string): void => {
    call.outcome = outcome;
    tell?.({ kind: 'called', method: call.method, outcome, peer: peerOf(call.params) });
  };
  return {
    list,
    knob: (knob) => {
      knobs.unshift(knob);
      return () => {
        const at = knobs.indexOf(knob);
        if (at >= 0) knobs.splice(at, 1);
      };
    },
    take: async (method, params, response) => {
      const call: Call<P> = { n: taken, method, params, at: clock.now(), outcome: '…' };
      taken += 1;
      list.push(call);
      if (list.length > 2 * remembered) list.splice(0, remembered);
      const twist = knobs.map((knob) => knob(call)).find((one) => one !== null) ?? null;
      if (twist === null || twist.kind === 'answer') {
        const answer = twist === null ? await carryOut(call) : twist.answer;
        end(call, outcomeOf(answer));
        send(response, answer);
        return;
      }
      if (twist.carriedOut) await carryOut(call);
      end(call, twist.kind);
      if (twist.kind === 'reset') response.destroy();
      if (twist.kind === 'hang') void twist.until?.then(() => response.destroy());
      if (twist.kind === 'garbage') response.writeHead(twist.status, { 'content-type': 'text/html' }).end(twist.body);
    },
  };
};

export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const queryOf = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

export interface Listening {
  readonly url: string;
  /** While it is down every connection breaks. */
  down(down: boolean): void;
  close(): Promise<void>;
}

/** On this machine alone; `port` 0: any. */
export const listen = async (listener: RequestListener, port: number): Promise<Listening> => {
  let isDown = false;
  const server = createServer((request, response) => {
    if (isDown) request.destroy();
    else listener(request, response);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    down: (down) => {
      isDown = down;
      if (down) server.closeAllConnections();
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // After it, so that no connection comes in between and holds it open.
      server.closeAllConnections();
      await closed;
    },
  };
};
