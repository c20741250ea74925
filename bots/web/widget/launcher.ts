/**
 * The one script a host page includes: draws the button, makes the panel's frame at the first press and keeps it.
 * Owns the place on the page, focus going in and out, and the page's stillness under a full-screen panel.
 * Everything about the talk is the panel's. The page pays for this file before anybody asks: at most 1 KB gzipped,
 * which is why words it can be told come from the panel and styles are short.
 *
 * The styles are a constructed sheet in a shadow root: no rule of the page reaches in, and a strict
 * Content-Security-Policy of the page does not stop them. The root hangs beside <body>, so that one `inert` on
 * <body> stills the page.
 */
import type { Hello, Kept, Shown, ToLauncher } from './frame-protocol.ts';
import { chatTitle } from './texts.ts';

const styles =
  'button,iframe{position:fixed;z-index:99999;right:24px;bottom:20px;border:0;box-shadow:0 8px 32px #0004}' +
  'button{width:60px;height:60px;border-radius:50%;color:#1b5fcc;background:currentcolor}' +
  ':focus-visible{outline:3px solid;outline-offset:2px}' +
  // The icon is a bordered box shaped like a message, the badge an attribute: no markup, no picture to allow.
  ':before{content:"";position:absolute;inset:21px 20px;border:2px solid #fff;border-radius:6px 6px 6px 0}' +
  ':after{content:attr(badge);position:absolute;right:0;top:0;min-width:22px;border-radius:50%;color:#fff;background:#b0251d;font:600 13px/22px system-ui}' +
  'iframe{z-index:99998;bottom:96px;width:400px;height:min(640px,100% - 112px);border-radius:18px;visibility:hidden}' +
  '@media(max-width:480px){iframe{inset:0;width:100%;height:100%;border-radius:0}}';

// A URL object serves as an address and as a target origin: both are read as text.
const panel = new URL('/widget/', (document.currentScript as HTMLScriptElement).src) as URL & string;
const page = document.documentElement;
const host = document.createElement('aside');
const button = document.createElement('button');
const frame = document.createElement('iframe');
const root = host.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
let port: MessagePort | undefined;
let spoke = false;
let shown = false;

const settle = (): void => {
  const modal = shown && innerWidth < 481;
  frame.style.visibility = shown ? 'visible' : '';
  // A panel that has not spoken cannot be minimised from within: then the button stays.
  button.hidden = modal && spoke;
  button.ariaExpanded = `${shown}`;
  document.body.inert = modal;
  page.style.overflow = modal ? 'hidden' : '';
  port?.postMessage([shown, modal] satisfies Shown);
};

const toggle = (): void => {
  shown = !shown;
  // A frame that never spoke did not load: pressing again is the retry.
  if (!spoke) frame.src = panel;
  settle();
  (shown ? frame : button).focus();
};

const hear = ({ data: [verb, key, value] }: { readonly data: ToLauncher }): void => {
  spoke = true;
  button.hidden = document.body.inert;
  if (verb === 'hide') toggle();
  else if (verb === 'call') {
    button.ariaLabel = key;
    button.setAttribute('badge', value);
  } else if (value) localStorage[key] = value;
  else delete localStorage[key];
};

host.style.all = 'initial';
sheet.replaceSync(styles);
root.adoptedStyleSheets = [sheet];
root.append(button, frame);
button.onclick = toggle;
button.ariaLabel = frame.title = chatTitle;
frame.onload = () => {
  const { port1, port2 } = new MessageChannel();
  let kept: Kept;
  try {
    kept = Object.entries(localStorage).filter(([name]) => name.startsWith('support:'));
  } catch {
    // The page may not store anything either: the panel hears nothing of it and keeps to its memory.
  }
  (port = port1).onmessage = hear;
  (frame.contentWindow as Window).postMessage([location.href, document.title, kept] satisfies Hello, panel, [port2]);
  settle();
};
addEventListener('resize', settle);
page.append(host);
