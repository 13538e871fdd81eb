import { join, resolve } from "node:path";
import { build } from "vite";

/**
 * Makes plain JavaScript of the two long-running processes: reading TypeScript at start costs each of them about
 * 30 MB of memory for the type stripper, and the web process a quarter of a second. Packages stay outside.
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
    minify: false,
    rollupOptions: {
      input: {
        serve: join(root, "scripts/serve.ts"),
        worker: join(root, "scripts/worker.ts"),
      },
      output: { entryFileNames: "[name].js" },
    },
  },
});
