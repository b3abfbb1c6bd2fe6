import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where `sigess serve` answers while the interface is being worked on.
const server = process.env.SIGESS_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ['node_modules'],
        // The library still uses @import and global functions; our own files do not.
        quietDeps: true,
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
      },
    },
  },
  build: {
    // Nothing inline: the content security policy allows files of this origin only.
    assetsInlineLimit: 0,
    // No data: of people must be readable from a map, but maps of the program help nobody in production.
    sourcemap: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  // By its number, as the service has it: cookies belong to a host, and localhost would be another one.
  server: { host: '127.0.0.1', proxy: { '/graphql': server, '/auth': server } },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Rome' },
    css: false,
  },
});
