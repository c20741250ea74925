/**
 * The page behind a one-time link. Its token stands in the fragment, which no server and no log sees; it is spent by the
 * press on «Продолжить» alone, so previews and virus scanners spend nothing.
 */
import type { LinkEntered, LinkLooked } from '../../contract.ts';
import { readFacts } from '../facts.ts';
import { canKeep, hasLinked, keepLinked, shutMark } from '../linked.ts';
import { ask } from './ask.ts';
import { card, clear, note, pair, paragraph, press, way } from './card.ts';
import { messengerNames, texts } from './texts.ts';

type Open = Extract<LinkLooked, { readonly state: 'open' }>;
type Trouble = { readonly title: string; readonly text: string };

const { portal } = readFacts(document);
const token = location.hash.slice(1);
const until = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

const show = (title: string, ...parts: readonly HTMLElement[]): void => card(portal, title, parts);

/** The token is of no use to anybody any more: it leaves the address and the history. */
const forgetToken = (): void => history.replaceState(null, '', location.pathname);

const tell = ({ title, text }: Trouble, again: (() => void) | null): void => {
  const ways = again ? [press(texts.retry, again)] : hasLinked(window) ? [way(texts.openChat, '/chat')] : [];
  show(title, paragraph(text), ...ways);
};

const settle = (answer: Exclude<LinkLooked, Open>): void => {
  forgetToken();
  tell(texts.troubles[answer.state], null);
};

const enter = async (open: Open): Promise<void> => {
  const answer = await ask<LinkEntered>('enter', { token, clientId: pressId() });
  if (answer === 'silent' || answer === 'throttled') return tell(texts[answer], () => offer(open));
  if (answer.state !== 'entered') return settle(answer);
  keepLinked(window, answer.token);
  forgetToken();
  location.replace('/chat');
};

/** The same press again, after a reload too, is the same visitor: an answer that was lost spends nothing. */
const pressId = (): string => {
  const known = sessionStorage.getItem('support:press');
  if (known !== null) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const fresh = Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('');
  sessionStorage.setItem('support:press', fresh);
  return fresh;
};

const offer = (open: Open): void => {
  const button = press(texts.proceed, () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = texts.proceeding;
    void enter(open);
  });
  const facts = document.createElement('dl');
  facts.append(
    ...pair(texts.from, messengerNames[open.from]),
    ...pair(texts.site, location.host),
    ...pair(texts.until, until.format(open.until)),
  );
  show(texts.title(open.number), paragraph(texts.lead), facts, button, note(texts.note));
};

const look = async (): Promise<void> => {
  if (token === shutMark) return show(texts.shut.title, paragraph(texts.shut.text), way(texts.ownChat, '/chat'));
  clear(texts.looking);
  if (token === '') return settle({ state: 'unknown' });
  if (!canKeep(window)) return tell(texts.noStorage, null);
  const answer = await ask<LinkLooked>('look', { token });
  if (answer === 'silent' || answer === 'throttled') return tell(texts[answer], () => void look());
  return answer.state === 'open' ? offer(answer) : settle(answer);
};

// Another link pasted into the same tab.
addEventListener('hashchange', () => location.reload());
void look();
