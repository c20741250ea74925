/** Security headers per route, by helmet. One place to read what each page may do. */
import helmet from 'helmet';
import type { RequestHandler } from 'express';

export interface HeaderFacts {
  readonly publicUrl: string;
  /** Sites that may embed the widget's panel, as CSP sources. */
  readonly embedders: readonly string[];
}

type Directives = Record<string, string[]>;

const pageDirectives: Directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};

const build = (
  facts: HeaderFacts,
  directives: Directives | false,
  framed: boolean,
  corp: 'same-origin' | 'cross-origin',
) => {
  const https = facts.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: directives && {
      useDefaults: false,
      directives: { ...directives, ...(https ? { upgradeInsecureRequests: [] } : {}) },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginResourcePolicy: { policy: corp },
    crossOriginOpenerPolicy: framed ? false : { policy: 'same-origin' },
    xFrameOptions: framed ? false : { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
};

const trusted: Directives = { requireTrustedTypesFor: ["'script'"], trustedTypes: ["'none'"] };

/** The launcher is loaded by foreign pages. */
export const launcherHeaders = (facts: HeaderFacts): RequestHandler => build(facts, false, false, 'cross-origin');

/** The panel is framed by ourselves and by the sites allowed to embed it. */
export const panelHeaders = (facts: HeaderFacts): RequestHandler =>
  build(facts, { ...pageDirectives, ...trusted, frameAncestors: ["'self'", ...facts.embedders] }, true, 'cross-origin');

/** The console, the protected chat and the way into it: nobody may frame them. */
export const ownPageHeaders = (facts: HeaderFacts): RequestHandler =>
  build(facts, { ...pageDirectives, ...trusted, frameAncestors: ["'none'"] }, false, 'same-origin');

/** The demo page frames the panel of this same server. */
export const demoHeaders = (facts: HeaderFacts): RequestHandler =>
  build(facts, { ...pageDirectives, frameSrc: ["'self'"], frameAncestors: ["'none'"] }, false, 'same-origin');

/** The sandbox frames the panel as a portal would. */
export const sandboxHeaders = (facts: HeaderFacts): RequestHandler =>
  build(
    facts,
    { ...pageDirectives, ...trusted, mediaSrc: ["'self'"], frameSrc: ["'self'"], frameAncestors: ["'none'"] },
    false,
    'same-origin',
  );

export const plainHeaders = (facts: HeaderFacts): RequestHandler =>
  build(facts, { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, false, 'same-origin');
