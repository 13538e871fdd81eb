import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { compileMessages } from "./scripts/build/compile-messages.ts";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [compileMessages(), tailwindcss(), remix(remixConfig)],
  // A package the dev server finds late makes it start over: named ahead, or (icons: one module each) left as they are.
  optimizeDeps: {
    include: ["zod", "zod/mini", "@conform-to/react", "@conform-to/zod/v4"],
    exclude: ["lucide-react"],
  },
  // The manifest says where each part of the catalogue is: load-build.server.ts.
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true },
});
