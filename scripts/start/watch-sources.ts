import { watch } from "node:fs";
import { join } from "node:path";
import type { SupervisedProcess } from "#scripts/start/supervise.ts";

/** Restarts these processes when their sources change (the web server reloads by itself). The call ends the watch. */
export function restartOnChange(root: string, processes: SupervisedProcess[]): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = ["app", "db", "scripts"].map((folder) =>
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith(".ts")) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const process of processes) process.restart();
      }, 200);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
