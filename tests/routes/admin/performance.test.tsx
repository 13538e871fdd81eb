import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { emptyBuckets } from "#app/features/performance/histogram.ts";
import type { readPerformance } from "#app/features/performance/read-performance.server.ts";
import { drawTrends } from "#app/routes/admin.performance/draw-trends.server.ts";
import Performance from "#app/routes/admin.performance/route.tsx";
import { structureFaults } from "#tests/support/axe.ts";
import { pageNow, renderPage } from "#tests/support/render-page.tsx";

type Data = Awaited<ReturnType<typeof readPerformance>>;
const moments = Array.from({ length: 12 }, (_, i) => new Date(pageNow - (11 - i) * 300_000).toISOString());
const lag = { count: 0, p50: null, p95: null, p99: null, trend: emptyBuckets().map(() => null) };
const empty: Data = {
  span: "hour",
  moments,
  pages: [],
  loadTrend: moments.map(() => null),
  vitals: [],
  vitalPages: [],
  eventLag: lag,
  queueLag: lag,
};
const page: Data["pages"][number] = {
  route: "routes/admin.payments._index",
  loads: 1_200,
  spared: 0.8,
  unchanged: 0.5,
  p50: 4,
  p95: 81,
  p99: 130,
  queries: 2,
  queryMs: 3,
  budget: 50,
  overBudget: true,
  fewLoads: false,
};

test("a page over its budget is named first, with what it took and what it may take", async () => {
  const data: Data = {
    ...empty,
    pages: [page, { ...page, route: "root", p95: 1, overBudget: false }],
    loadTrend: moments.map((_, i) => (i % 2 ? 40 + i : null)),
    vitals: [{ metric: "LCP", count: 40, p75: 1_400, good: 0.9, poor: 0.02 }],
    vitalPages: [{ route: "routes/admin", LCP: 1_400, INP: 80, CLS: 20 }],
    eventLag: { ...lag, count: 9, p50: 8, p95: 40, p99: 90, trend: moments.map(() => 40) },
  };
  const { container } = await renderPage(Performance, drawTrends(data), { path: "/admin/performance" });
  expect(await screen.findByRole("alert")).toHaveProperty(
    "textContent",
    expect.stringMatching(/One page takes longer.*\/admin\/payments.*81 ms.*50 ms/),
  );
  expect(container.textContent).toContain("90%");
  expect(await structureFaults(container)).toEqual([]);
});

test("before anything was measured it says so, and nothing is wrong", async () => {
  const { container } = await renderPage(Performance, drawTrends(empty), { path: "/admin/performance" });
  expect(await screen.findByText(/Figures are written down once a minute/)).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(await structureFaults(container)).toEqual([]);
});
