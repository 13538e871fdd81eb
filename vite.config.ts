import { resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { compileMessages } from "./scripts/build/compile-messages.ts";
import { groupChunks } from "./scripts/build/group-chunks.ts";
import { reloadByTopic } from "./scripts/build/reload-by-topic.ts";
import { settleFlags } from "./scripts/build/settle-flags.ts";
import { stayWhenCutOff } from "./scripts/build/stay-when-cut-off.ts";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

const icon = resolve(import.meta.dirname, "app/components/plain-icon.ts");

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    compileMessages(),
    reloadByTopic(),
    stayWhenCutOff(),
    settleFlags(remixConfig.future ?? {}),
    tailwindcss(),
    remix(remixConfig),
  ],
  resolve: { alias: [{ find: /^\.\.\/createLucideIcon\.mjs$/, replacement: icon }] },
  // A package the dev server finds late makes it start over: named ahead, or (icons: one module each) left as they are.
  optimizeDeps: {
    include: ["zod", "zod/mini", "@conform-to/react", "@conform-to/zod/v4"],
    exclude: ["lucide-react"],
  },
  // The manifest says where each part of the catalogue is: load-build.server.ts.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    manifest: true,
    // Remix names what to fetch ahead; a lazy part needs nothing beyond what its page has.
    modulePreload: false,
    // 5 % less to fetch than what esbuild makes of it; the server's own part stays as it is.
    minify: isSsrBuild ? false : "terser",
    terserOptions: { ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: false } },
    rollupOptions: isSsrBuild
      ? {}
      : {
          treeshake: { propertyReadSideEffects: false, tryCatchDeoptimization: false },
          // Hashes do not compress, and a first visit is told seventy of them: seven characters do.
          output: {
            manualChunks: groupChunks,
            entryFileNames: "assets/[name]-[hash:7].js",
            chunkFileNames: "assets/[name]-[hash:7].js",
          },
        },
  },
}));
