/** The one card of the page, built without markup: whatever stands in it is text. */
const place = (): Element => {
  const found = document.querySelector('#door');
  if (!found) throw new Error('the page has no place for its card');
  return found;
};

const element = <K extends keyof HTMLElementTagNameMap>(name: K, text: string, kind = ''): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind !== '') made.className = kind;
  return made;
};

export const paragraph = (text: string): HTMLElement => element('p', text);
export const note = (text: string): HTMLElement => element('p', text, 'note');
export const pair = (name: string, value: string): readonly HTMLElement[] => [
  element('dt', name),
  element('dd', value),
];

export const press = (label: string, run: () => void): HTMLButtonElement => {
  const button = element('button', label);
  button.type = 'button';
  button.addEventListener('click', run);
  return button;
};

export const way = (label: string, href: string): HTMLAnchorElement => {
  const link = element('a', label, 'button');
  link.href = href;
  return link;
};

/** What is going on, before there is anything to show. */
export const clear = (text: string): void => {
  const status = element('p', text, 'card');
  status.setAttribute('role', 'status');
  place().replaceChildren(status);
};

/** The heading is focused: whoever cannot see the card hears that it has changed. */
export const card = (portal: string, title: string, parts: readonly HTMLElement[]): void => {
  const heading = element('h1', title);
  heading.tabIndex = -1;
  const box = element('section', '', 'card');
  box.append(...(portal === '' ? [] : [element('p', portal, 'portal')]), heading, ...parts);
  place().replaceChildren(box);
  heading.focus();
};
