import { atMost, type Figure, median } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";
import { openStage } from "#scripts/stage/stage.ts";

/** The web process by itself: its memory at rest after having served pages, and how soon it is back after a kill. */
export async function measureWebProcess(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    await stage.worker.start();
    await stage.web.start();
    const page = async (path: string) => (await fetch(`${stage.webUrl}${path}`)).status;
    for (let round = 0; round < 20; round++)
      for (const path of ["/", "/courses", "/login", "/readyz"]) await page(path);
    await pause(20_000);
    const memory = stage.web.residentMb();
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      await stage.web.kill();
      const began = performance.now();
      await stage.web.start();
      await until("the web process is ready", async () => (await page("/readyz")) === 200, 10_000, 10);
      times.push(performance.now() - began);
      await pause(500);
    }
    return [
      atMost({ name: "main.web_memory_at_rest", value: memory, unit: "MB" }, 140),
      atMost({ name: "main.ready_after_kill", value: median(times), unit: "ms" }, 1_500),
    ];
  } finally {
    await stage.close();
  }
}
