import type { BrowserContext, Request } from "playwright-core";
import { openOfficeInBrowser, untilLive } from "#scripts/bench/office-browser.ts";
import { atMost, exactly, type Figure, median } from "#scripts/stage/figures.ts";
import { pause, until } from "#scripts/stage/managed-process.ts";

const tabs = 10;
const takeovers = 3;

/** Ten tabs of one person: how many streams they hold, and how soon another tab takes over when the holder closes. */
export async function measureOfficeTabs(): Promise<Figure[]> {
  const office = await openOfficeInBrowser();
  try {
    const context = await office.signIn("owner");
    const streams = watchStreams(context);
    for (let tab = 0; tab < tabs; tab++) {
      const page = await context.newPage();
      await page.goto("/admin");
      await untilLive(page);
    }
    await pause(2_000);
    const open = streams.open();
    const times: number[] = [];
    for (let round = 0; round < takeovers; round++) {
      const holder = streams.holder();
      const before = streams.opened();
      const began = performance.now();
      await holder.close();
      await until("another tab opens the stream", async () => streams.opened() > before, 10_000, 10);
      times.push(performance.now() - began);
      await pause(2_000);
    }
    return [
      exactly("office.streams_of_ten_tabs", open, 1, "streams"),
      atMost({ name: "office.takeover_ms", value: median(times), unit: "ms" }, 2_000),
    ];
  } finally {
    await office.close();
  }
}

/** The browser's event streams, as the network sees them. */
function watchStreams(context: BrowserContext) {
  const open = new Set<Request>();
  let opened = 0;
  context.on("request", (request) => {
    if (!request.url().includes("/events?")) return;
    opened += 1;
    open.add(request);
  });
  context.on("requestfinished", (request) => void open.delete(request));
  context.on("requestfailed", (request) => void open.delete(request));
  // What a closed tab had open ends without a word.
  const held = () => [...open].filter((request) => !request.frame().page().isClosed());
  return {
    open: () => held().length,
    opened: () => opened,
    holder: () => held().at(-1)!.frame().page(),
  };
}
