import { join, resolve } from "node:path";
import { build } from "vite";

/**
 * Makes plain JavaScript of what `npm start` runs, itself included: reading TypeScript costs each process about 30 MB of
 * memory for the type stripper, and up to a second of its start. Packages stay outside.
 */
const root = resolve(import.meta.dirname, "../..");

await build({
  root,
  configFile: false,
  logLevel: "warn",
  build: {
    ssr: true,
    target: "node24",
    outDir: "build/processes",
    emptyOutDir: true,
    copyPublicDir: false,
    minify: false,
    rollupOptions: {
      input: {
        serve: join(root, "scripts/serve.ts"),
        worker: join(root, "scripts/worker.ts"),
        start: join(root, "scripts/start.ts"),
        sandbox: join(root, "scripts/sandbox/main.ts"),
      },
      // All in one folder, as deep as scripts/start: `../..` is the checkout in both.
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
