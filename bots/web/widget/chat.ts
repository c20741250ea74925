/**
 * The panel put together: storage, link, outbox, the launcher's port, as one object that the components read.
 * Owns what none of the parts knows alone: unread count, draft, text size, being shown.
 */
import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { io } from 'socket.io-client';
import type { Attachment } from '../../../core/domain/attachment.ts';
import type { PanelFacts, WidgetAuth, WidgetOption } from '../contract.ts';
import { createConnection } from './connection.ts';
import type { CitizenSocket, Connection, Link } from './connection.ts';
import { findEmbedding, isFramed, onShown, tell } from './embedding.ts';
import type { Embedding } from './embedding.ts';
import { createFilesPart } from './files-part.ts';
import type { FilesPart } from './files-part.ts';
import type { Shown } from './frame-protocol.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { isLinked, leaveLinked, shutLinked } from './linked.ts';
import { laterStore, openStore } from './storage.ts';
import type { Store } from './storage.ts';
import { createTalk } from './talk.ts';
import type { Talk } from './talk.ts';
import { texts } from './texts.ts';
import { createTyping } from './typing.ts';
import type { Typing } from './typing.ts';

export interface Chat {
  readonly facts: PanelFacts;
  readonly framed: boolean;
  readonly talk: Talk;
  readonly typing: Typing;
  readonly outbox: Outbox;
  readonly link: ReadonlySignal<Link>;
  /** The browser says there is no network at all. */
  readonly noNetwork: ReadonlySignal<boolean>;
  readonly files: FilesPart;
  readonly draft: Signal<string>;
  readonly bigText: ReadonlySignal<boolean>;
  readonly resizeText: () => void;
  /** The launcher shows the panel; `modal`: over the whole page. A panel of its own is always shown. */
  readonly shown: ReadonlySignal<{ readonly shown: boolean; readonly modal: boolean }>;
  /** The offer whose button is being pressed: its buttons wait. */
  readonly pressing: ReadonlySignal<boolean>;
  readonly press: (option: WidgetOption) => void;
  /** What is shown came from a messenger by a link: one may go out of it again. */
  readonly linked: boolean;
  readonly leave: () => Promise<void>;
  readonly loadEarlier: () => Promise<boolean>;
  readonly tryAgain: () => void;
  readonly minimise: () => void;
  readonly start: () => void;
}

const patienceMs = 10_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** `crypto.randomUUID` is missing on plain http, random values are not. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36).padStart(2, '0')).join('');

const createSocket = (embedding: Promise<Embedding>, store: Store): CitizenSocket =>
  io('/citizen', {
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    // Asked anew at every connect: another tab may have been given a fresh token.
    auth: (give) => {
      void Promise.all([embedding, store.read('token')]).then(([{ origin }, token]) =>
        give({ token, origin } satisfies WidgetAuth),
      );
    },
  });

const keepSetting = (store: Store, name: string, value: Signal<string>): void => {
  let loaded = false;
  void store.read(name).then((kept) => {
    loaded = true;
    if (value.value === '') value.value = kept ?? '';
    else store.write(name, value.value);
  });
  value.subscribe((now) => {
    if (loaded) store.write(name, now === '' ? null : now);
  });
};

const watchNetwork = ({ wake, doubt }: Pick<Connection, 'wake' | 'doubt'>): ReadonlySignal<boolean> => {
  const offline = signal(!navigator.onLine);
  addEventListener('offline', () => {
    offline.value = true;
    doubt();
  });
  addEventListener('online', () => {
    offline.value = false;
    wake();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
  return offline;
};

/** Tells the launcher how many lines came while nobody looked. */
const countUnread = (talk: Talk, shown: Chat['shown'], port: MessagePort | null): void => {
  let readTo = 0;
  effect(() => {
    const lines = talk.lines.value;
    if (shown.value.shown) readTo = lines.at(-1)?.seq ?? 0;
    const unread = lines.filter(({ seq, from }) => seq > readTo && (from === 'bot' || from === 'operator'));
    tell(port, ['call', texts.launcher(unread.length), `${unread.length || ''}`]);
  });
};

export const createChat = (facts: PanelFacts): Chat => {
  const framed = isFramed(window);
  const embedding = findEmbedding(window);
  const store = laterStore(embedding.then((found) => openStore(window, found)));
  const socket = createSocket(embedding, store);
  const talk = createTalk();
  const typing = createTyping(pause);
  const linked = isLinked(window);
  const files = createFilesPart({
    limits: facts.files,
    isOpen: () => connection.link.value === 'open',
    who: async () => ({ token: await store.read('token'), origin: (await embedding).origin }),
    keep: (staged) => store.write('files', staged.length > 0 ? JSON.stringify(staged) : null),
    newKey: newId,
  });
  const shown = signal({ shown: true, modal: false });
  const pressed = signal<{ readonly offer: number | null; readonly version: number } | null>(null);
  const draft = signal('');
  const big = signal('');
  let place: Pick<Embedding, 'page' | 'title'> = { page: null, title: null };
  let port: MessagePort | null = null;

  const outbox = createOutbox({
    store,
    send: (clientId, body) => connection.send(clientId, body),
    isOpen: () => connection.link.value === 'open',
    hasLine: (seq) => talk.lines.value.some((line) => line.seq === seq),
    now: Date.now,
    newId,
    pause,
  });
  const connection: Connection = createConnection({
    socket,
    talk,
    typing,
    place: () => place,
    keepToken: (token) => store.write('token', token),
    onMessages: outbox.settle,
    onOpen: () => {
      void outbox.pump();
      files.part.peek()?.wake();
    },
    onShut: () => shutLinked(window),
    pause,
  });
  const pressing = computed(() => {
    const presses = outbox.items.value.filter(({ body }) => body.kind === 'press');
    if (presses.length > 0) return presses.some(({ progress }) => progress.kind !== 'failed');
    // Between the answer to the press and the view that follows from it the old buttons stay inert.
    const view = talk.view.value;
    const last = pressed.value;
    return last !== null && last.offer === view?.offerSeq && view.version <= last.version;
  });
  const show = ([now, modal]: Shown): void => {
    // Told again whenever the page is resized; only a change moves focus.
    if (shown.value.shown !== now || shown.value.modal !== modal) shown.value = { shown: now, modal };
  };
  const waitThenGiveUp = (): void => void setTimeout(connection.giveUp, patienceMs);

  return {
    facts,
    framed,
    talk,
    typing,
    outbox,
    link: connection.link,
    noNetwork: watchNetwork(connection),
    files,
    draft,
    bigText: computed(() => big.value !== ''),
    resizeText: () => (big.value = big.value === '' ? 'yes' : ''),
    shown,
    pressing,
    press: (option) => {
      if (pressing.value || !talk.view.value) return;
      pressed.value = { offer: talk.view.value.offerSeq, version: talk.view.value.version };
      outbox.press(option);
    },
    linked,
    leave: async () => {
      connection.end();
      await leaveLinked(window, (await store.read('token')) ?? '');
    },
    loadEarlier: connection.loadEarlier,
    tryAgain: () => {
      // A frame that the launcher never spoke to has nobody to connect for.
      if (framed && !port) return location.reload();
      connection.tryAgain();
      waitThenGiveUp();
    },
    minimise: () => tell(port, ['hide']),
    start: () => {
      keepSetting(store, 'draft', draft);
      keepSetting(store, 'big', big);
      waitThenGiveUp();
      void embedding.then((found) => {
        ({ port } = found);
        place = found;
        onShown(port, show);
        countUnread(talk, shown, port);
        connection.start();
        void outbox.restore();
        void store
          .read('files')
          .then((kept) => kept?.startsWith('[') && files.putBack(JSON.parse(kept) as Attachment[]));
      });
    },
  };
};
