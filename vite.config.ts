/// <reference types="vitest/config" />
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { contentSecurityPolicy } from './shared/csp.ts';

const inRoot = (...path: string[]) => resolve(import.meta.dirname, ...path);
const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** What a bundle carries of others; the build makes one text of them all (scripts/licences.mjs). */
const thirdParty = { fileName: 'third-party.json' };

// What only `zeroline serve` loads, when it starts: a native module, and packages that look for files of their own.
const serverPackages = ['libsql', 'libsql/promise', 'pg', 'fastify', 'jose'];

/**
 * One file that needs no node_modules at run time: everything is bundled but Electron, Node's own modules, and what is
 * named as loaded later.
 */
function singleFile(
  entry: string,
  outDir: string,
  output: { file: string; format: 'cjs' | 'es'; target: string },
  loadedLater: readonly string[] = [],
): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: {
      noExternal: true,
      external: [...builtins, ...loadedLater],
      builtins,
      conditions: ['node', output.format === 'cjs' ? 'require' : 'import', 'default'],
    },
    build: {
      target: output.target,
      outDir: inRoot('dist', outDir),
      emptyOutDir: true,
      license: thirdParty,
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      lib: { entry: inRoot(entry), formats: [output.format] },
      rolldownOptions: {
        external: ['electron', /^electron\//, ...builtins, ...loadedLater],
        output: { codeSplitting: false, entryFileNames: output.file },
      },
    },
  };
}

// frame-ancestors is one of the directives a meta element cannot carry; browsers warn about it.
const cspMeta: Plugin = {
  name: 'csp-meta',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content: contentSecurityPolicy
          .split('; ')
          .filter((directive) => !directive.startsWith('frame-ancestors'))
          .join('; '),
      },
      injectTo: 'head-prepend',
    },
  ],
};

// node18 and chrome114 are the oldest runtime the bundles must start on (see docs/decisions).
const electronSide = { file: 'index.cjs', format: 'cjs', target: 'node18' } as const;

const bundles: Record<string, EnvironmentOptions> = {
  client: {
    build: {
      target: 'chrome114',
      outDir: inRoot('dist/renderer'),
      emptyOutDir: true,
      license: thirdParty,
      sourcemap: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  },
  main: singleFile('electron/main.ts', 'main', electronSide),
  preload: singleFile('electron/preload.ts', 'preload', electronSide),
  worker: singleFile('electron/library-worker.ts', 'worker', electronSide),
  // Before the command line, which carries it: the page that `zeroline preview` serves.
  preview: {
    consumer: 'client',
    build: {
      target: 'es2022',
      outDir: inRoot('dist/preview'),
      emptyOutDir: true,
      license: thirdParty,
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: inRoot('renderer/preview/main.tsx'),
        output: { codeSplitting: false, entryFileNames: 'preview.js', assetFileNames: 'preview[extname]' },
      },
    },
  },
  hub: singleFile(
    'hub/cli/main.ts',
    'hub',
    { file: 'zeroline.mjs', format: 'es', target: 'node20' },
    serverPackages,
  ),
};

export default defineConfig({
  root: inRoot('renderer'),
  base: './',
  plugins: [react(), cspMeta],
  // "Everything bundled" would have vitest run every dependency through its transforms.
  environments: process.env['VITEST'] ? {} : bundles,
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
  test: {
    root: import.meta.dirname,
    include: [
      'test/{unit,contract,architecture,sync,operations,importers,conformance,tickets}/**/*.test.{ts,tsx}',
    ],
    // Two cores are what the smallest CI machine has; many tests wait for servers, disks and clocks.
    maxWorkers: 3,
    testTimeout: 15_000,
    expect: { poll: { timeout: 10_000 } },
    // Real servers and processes have moods of their own; what needed its second try is named at the end
    // of the run. A counterexample of a property is a find, whatever the next random values are.
    retry: { count: 1, condition: /^(?!Property failed)/ },
  },
});
