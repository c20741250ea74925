/** Matches a page's origin against sites written as in CSP: `https://portal.example`, `https://*.example`, `http://localhost:*`. */

const pattern = (site: string): RegExp => {
  const escaped = site
    .replace(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replace(/:\*$/u, String.raw`(?::\d+)?`)
    .replace(/\/\/\*\\\./u, String.raw`//(?:[a-z\d-]+\.)+`);
  return new RegExp(`^${escaped}$`, 'iu');
};

export const siteMatcher = (sites: readonly string[]): ((origin: string) => boolean) => {
  const patterns = sites.map(pattern);
  return (origin) => patterns.some((known) => known.test(origin));
};
