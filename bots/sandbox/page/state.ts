/** What the page knows, kept up to date by the server's stream, and what people do, sent to it. */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { unreachable } from '../../../core/domain/unreachable.ts';
import type {
  LogLine,
  PhoneDeed,
  Platform,
  PlatformState,
  SandboxCitizen,
  SandboxNews,
  SandboxRequest,
  ShownChat,
} from '../contract.ts';
import { texts } from './texts.ts';

/** What is seen on a narrow screen. */
export type Tab = Platform | 'site' | 'log';

export interface State {
  readonly citizens: ReadonlySignal<readonly SandboxCitizen[]>;
  readonly citizen: Signal<number>;
  readonly platforms: ReadonlySignal<readonly PlatformState[]>;
  readonly log: ReadonlySignal<readonly LogLine[]>;
  /** The server is heard. */
  readonly connected: ReadonlySignal<boolean>;
  readonly tab: Signal<Tab>;
  /** Said once, above everything; null: nothing is wrong. */
  readonly trouble: Signal<string | null>;
  chat(platform: Platform): ShownChat | null;
  nameOf(citizen: number): string;
  /** On the phone of the chosen citizen. False: it was refused, and the person was told. */
  act(platform: Platform, deed: PhoneDeed): Promise<boolean>;
  ask(request: SandboxRequest): Promise<boolean>;
  /** Gives the id of the uploaded file; null: it was refused, and the person was told. */
  upload(platform: Platform, file: File): Promise<string | null>;
  start(): void;
}

const api = '/sandbox/api';
const maxLog = 200;

export const createState = (): State => {
  const citizens = signal<readonly SandboxCitizen[]>([]);
  const citizen = signal(0);
  const platforms = signal<readonly PlatformState[]>([]);
  const chats = signal<ReadonlyMap<string, ShownChat>>(new Map());
  const log = signal<readonly LogLine[]>([]);
  const connected = signal(false);
  const tab = signal<Tab>('site');
  const trouble = signal<string | null>(null);
  const names = computed(() => new Map(citizens.value.map(({ id, name }) => [id, name])));

  const keyOf = ({ platform, citizen: whose }: Pick<ShownChat, 'platform' | 'citizen'>): string =>
    `${platform} ${whose}`;

  const hear = (news: SandboxNews): void => {
    switch (news.kind) {
      case 'world': {
        const first = platforms.value.length === 0;
        platforms.value = news.platforms;
        citizens.value = news.citizens;
        chats.value = new Map(news.chats.map((chat) => [keyOf(chat), chat]));
        log.value = news.log;
        citizen.value ||= news.citizens[0]?.id ?? 0;
        if (first) tab.value = news.platforms[0]?.platform ?? 'site';
        return;
      }
      case 'platforms':
        platforms.value = news.platforms;
        return;
      case 'citizens':
        citizens.value = news.citizens;
        citizen.value = news.citizens.at(-1)?.id ?? citizen.value;
        return;
      case 'chat':
        chats.value = new Map([...chats.value, [keyOf(news.chat), news.chat]]);
        return;
      case 'log':
        log.value = [...log.value, news.line].slice(-maxLog);
        return;
      default:
        unreachable(news);
    }
  };

  const post = async (address: string, body: BodyInit, type: string): Promise<Response | null> => {
    try {
      const response = await fetch(`${api}${address}`, { method: 'POST', headers: { 'content-type': type }, body });
      trouble.value = response.ok ? null : (texts.refused[response.status] ?? texts.refusedAnyhow);
      return response.ok ? response : null;
    } catch {
      trouble.value = texts.noServer;
      return null;
    }
  };
  const ask = async (request: SandboxRequest): Promise<boolean> =>
    (await post('/deeds', JSON.stringify(request), 'application/json')) !== null;

  return {
    citizens,
    citizen,
    platforms,
    log,
    connected,
    tab,
    trouble,
    ask,
    chat: (platform) => chats.value.get(keyOf({ platform, citizen: citizen.value })) ?? null,
    nameOf: (id) => names.value.get(id) ?? String(id),
    act: (platform, deed) => ask({ to: 'phone', platform, citizen: citizen.value, deed }),
    upload: async (platform, file) => {
      const query = new URLSearchParams({ platform, name: file.name });
      const response = await post(`/files?${query.toString()}`, file, file.type || 'application/octet-stream');
      return response ? ((await response.json()) as { readonly id: string }).id : null;
    },
    start: () => {
      const stream = new EventSource(`${api}/news`);
      stream.onopen = () => (connected.value = true);
      // It comes again by itself, with the whole world first.
      stream.onerror = () => (connected.value = false);
      stream.onmessage = ({ data }: MessageEvent<string>) => batch(() => hear(JSON.parse(data) as SandboxNews));
    },
  };
};
