/**
 * Where a conversation that came from a messenger by a link lives in this browser: apart from the visitor's own chat,
 * so that neither takes the other's place, and gone with one press on a computer of many.
 */
const shelf = (origin: string): string => `linked:${origin}:`;

/** Stands where a token would, and is none. */
export const shutMark = 'shut';

/** Under which prefix the panel keeps its things; the page `/chat` shows what came by a link, when something did. */
export const prefixOf = (owner: Window, origin: string): string => {
  const own = `support:${origin}:`;
  if (owner.location.pathname !== '/chat') return own;
  try {
    return owner.localStorage.getItem(`${shelf(origin)}token`) === null ? own : shelf(origin);
  } catch {
    return own;
  }
};

export const isLinked = (owner: Window): boolean =>
  owner.parent === owner && prefixOf(owner, owner.location.origin) === shelf(owner.location.origin);

/** Drafts and unsent lines of the one before go with it. */
const forgetLinked = ({ localStorage, location }: Window): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(shelf(location.origin))) localStorage.removeItem(key);
};

/** @throws where the browser keeps nothing. */
export const keepLinked = (owner: Window, token: string): void => {
  forgetLinked(owner);
  owner.localStorage.setItem(`${shelf(owner.location.origin)}token`, token);
};

export const hasLinked = ({ localStorage, location }: Window): boolean => {
  try {
    return localStorage.getItem(`${shelf(location.origin)}token`) !== null;
  } catch {
    return false;
  }
};

/** A browser that would lose the token must not spend the link. */
export const canKeep = ({ localStorage }: Window): boolean => {
  try {
    localStorage.setItem('support:probe', '1');
    localStorage.removeItem('support:probe');
    return true;
  } catch {
    return false;
  }
};

/** Somebody closed it from elsewhere: said on the page of the links, where the new one is going to lead as well. */
export const shutLinked = (owner: Window): void => {
  forgetLinked(owner);
  owner.location.replace(`/continue#${shutMark}`);
};

/** Out of the conversation, on the server too: the token in this browser opens nothing any more. */
export const leaveLinked = async (owner: Window, token: string): Promise<void> => {
  await fetch('/api/citizen/link/leave', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  forgetLinked(owner);
  owner.location.replace('/');
};
