/** Starts the console in its page. */
import './styles/index.css';
import { render } from 'preact';
import { App } from './components/App.tsx';
import { ConsoleContext } from './context.ts';
import { createConsole } from './create-console.ts';

const parts = createConsole();
const root = document.querySelector('#root');
if (!root) throw new Error('#root is missing');
render(
  <ConsoleContext.Provider value={parts}>
    <App />
  </ConsoleContext.Provider>,
  root,
);
void parts.session.check();
