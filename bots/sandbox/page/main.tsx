/** The page's entry: one state, one tree of components. */
import { render } from 'preact';
import { App } from './components/App.tsx';
import { createState } from './state.ts';

const place = document.querySelector('#sandbox');
if (place) {
  const state = createState();
  render(<App state={state} />, place);
  state.start();
}
