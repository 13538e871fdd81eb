import { get } from "node:http";
import { gunzipSync } from "node:zlib";
import type { BrowserContext } from "playwright-core";
import { openOfficeInBrowser, untilLive } from "#scripts/bench/office-browser.ts";
import { atMost, type Figure, median } from "#scripts/stage/figures.ts";
import { pause } from "#scripts/stage/managed-process.ts";

const visits = 5;
/** As slow as a cheap phone beside this machine. */
const slowdown = 4;

interface Visit {
  paintMs: number;
  shift: number;
  scripts: string[];
}

/** The office's first page in a browser that has nothing of it yet: what is fetched, when it is there, whether it moves. */
export async function measureOfficeFirstLoad(): Promise<Figure[]> {
  const office = await openOfficeInBrowser();
  try {
    const seen: Visit[] = [];
    // The first warms the server up.
    for (let visit = 0; visit <= visits; visit++) {
      const context = await office.signIn("owner");
      seen.push(await open(context));
      await context.close();
    }
    const counted = seen.slice(1);
    const sizes = await Promise.all([...new Set(counted.flatMap((visit) => visit.scripts))].map(gzipped));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    console.error(
      `  ${sizes.length} scripts; paints ${counted.map((visit) => Math.round(visit.paintMs)).join(", ")} ms`,
    );
    return [
      atMost({ name: "office.admin_js_gzip", value: bytes / 1000, unit: "kB" }, 130),
      atMost(
        {
          name: "office.lcp_ms",
          value: median(counted.map((visit) => visit.paintMs)),
          unit: "ms at 1/4 speed",
        },
        1_000,
      ),
      atMost(
        {
          name: "office.layout_shift",
          value: Math.max(...counted.map((visit) => visit.shift)),
          unit: "of the screen",
        },
        0.02,
      ),
    ];
  } finally {
    await office.close();
  }
}

async function open(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.endsWith(".js")) scripts.push(response.url());
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(() => {
    const seen = { paintMs: 0, shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      seen.paintMs = list.getEntries().at(-1)!.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Array<PerformanceEntry & { value: number }>)
        seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/admin");
  await untilLive(page);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await pause(1_500);
  const { paintMs, shift } = await page.evaluate(
    () => (window as unknown as { seen: { paintMs: number; shift: number } }).seen,
  );
  return { paintMs, shift, scripts };
}

/** How long this file is as it travels to a browser that reads gzip. */
function gzipped(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "Accept-Encoding": "gzip" } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        if (answer.headers["content-encoding"] === "gzip") gunzipSync(body);
        resolve(body.length);
      });
    }).on("error", reject);
  });
}
