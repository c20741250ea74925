/**
 * Builds the citizen's widget: the panel (`dist/panel`, served under /widget/) and, right after it, the page of one-time
 * links beside it and the launcher (`dist/launcher.js`, one classic script served as /widget.js). The paths do not depend on the working directory.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig } from 'vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Each is built by itself: what they have in common with the panel would cost the panel a file more at first. */
const buildOthers = (): Plugin => ({
  name: 'support-others',
  apply: 'build',
  async closeBundle(error) {
    if (error) return;
    const shared = { configFile: false, root, publicDir: false, logLevel: 'warn' } as const;
    await build({
      ...shared,
      base: '/widget/',
      build: {
        outDir: 'dist/panel',
        emptyOutDir: false,
        target: 'es2022',
        assetsInlineLimit: 0,
        modulePreload: false,
        rollupOptions: { input: join(root, 'continue.html') },
      },
    });
    await build({
      ...shared,
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        target: 'es2022',
        lib: { entry: 'launcher.ts', formats: ['iife'], name: 'support', fileName: () => 'launcher.js' },
      },
    });
  },
});

/** No style sheet hangs on a part that is loaded later, so the loader of such sheets is left out: 1 KB less at first. */
const plainImports = (): Plugin => ({
  name: 'support-plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null),
});

/** The socket goes by two of the library's three transports; the third is left out. */
const noWebTransport = (): Plugin => ({
  name: 'support-no-webtransport',
  enforce: 'pre',
  load: (id) => (id.includes('transports/webtransport') ? 'export class WT {}' : null),
});

export default defineConfig({
  root,
  base: '/widget/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [plainImports(), noWebTransport(), buildOthers()],
  build: {
    outDir: 'dist/panel',
    emptyOutDir: true,
    target: 'es2022',
    // The panel's policy allows files of our own origin only: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
