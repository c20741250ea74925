/** The panel's entry: facts in, one chat, one tree of components. */
import { render } from 'preact';
import { createChat } from './chat.ts';
import { App } from './components/App.tsx';
import { readFacts } from './facts.ts';

const place = document.querySelector('#chat');
if (place) {
  const chat = createChat(readFacts(document));
  render(<App chat={chat} />, place);
  chat.start();
}
