/**
 * Builds the citizen's widget: the panel (`dist/panel`, served under /widget/) and, right after it, the launcher
 * (`dist/launcher.js`, one classic script served as /widget.js). The paths do not depend on the working directory.
 */
import { fileURLToPath } from 'node:url';
import { build, defineConfig } from 'vite';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

const buildLauncher = (): Plugin => ({
  name: 'support-launcher',
  apply: 'build',
  async closeBundle(error) {
    if (error) return;
    await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: 'warn',
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

export default defineConfig({
  root,
  base: '/widget/',
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [plainImports(), buildLauncher()],
  build: {
    outDir: 'dist/panel',
    emptyOutDir: true,
    target: 'es2022',
    // The panel's policy allows files of our own origin only: nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
});
