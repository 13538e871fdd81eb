import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Icons are one small module each: optimized one by one, every new icon would make the dev server start over.
  optimizeDeps: { include: ["zod/mini"], exclude: ["lucide-react"] },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
