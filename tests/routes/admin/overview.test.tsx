import { createRemixStub } from "@remix-run/testing";
import { render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { draw } from "#app/components/chart/draw.server.ts";
import { ClockProvider } from "#app/components/clock.tsx";
import { PaymentsChart } from "#app/routes/admin._index/daily-charts.tsx";
import { Success, Today } from "#app/routes/admin._index/figures.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

let loads = 0;

/** 3 Dec, 23:59 in Cairo; once that was loaded, midnight: in Cairo alone. */
function LateAtNight() {
  const day = loads < 2 ? "2026-12-03" : "2026-12-04";
  const today = <Today today={{ day, currencies: [] }} />;
  return (
    <ClockProvider now={Date.UTC(2026, 11, 3, 21, 59) + loads * 60_000} timeZone="Africa/Cairo">
      {today}
    </ClockProvider>
  );
}

test("a success rate says of how many days it is, and each of its numbers opens the list it counts", async () => {
  await renderInPage(
    <Success
      success={{
        days: 7,
        from: "2026-11-27",
        to: "2026-12-03",
        gateways: [{ gateway: "paymob", reached: 25, collected: 19 }],
      }}
    />,
  );
  expect(screen.getByText("76.0%")).toBeTruthy();
  expect(screen.getByText(/^Paymob, 7 days/)).toBeTruthy();
  const listOf = (name: string) => screen.getByRole("link", { name }).getAttribute("href");
  const days = "gateway=paymob&from=2026-11-27&to=2026-12-03";
  expect(listOf("19 paid")).toBe(`/admin/payments?status=captured&${days}`);
  expect(listOf("25 that reached it")).toBe(`/admin/payments?status=reached&${days}`);
});

test("a page that is open at the school's midnight loads the new day", async () => {
  const Stub = createRemixStub([{ path: "/", loader: () => ++loads, Component: LateAtNight }]);
  render(
    <Words locale="en">
      <Stub />
    </Words>,
  );
  await waitFor(() => expect(loads).toBe(2));
});

test("each number of a chart's table opens the list of its own rows, and the sums above it theirs", async () => {
  const days = [
    { day: "2026-12-02", started: 3, collected: 1 },
    { day: "2026-12-03", started: 2, collected: 2 },
  ];
  const drawing = draw(
    "bars",
    days.map((one) => [one.collected, one.started - one.collected]),
  );
  await renderInPage(<PaymentsChart days={days} drawing={drawing} />);
  const listOf = (name: string | RegExp) =>
    screen.getByRole("link", { name, hidden: true }).getAttribute("href")!.replaceAll(/%2C/g, ",");
  expect(listOf("5 started")).toBe("/admin/payments?from=2026-12-02&to=2026-12-03");
  expect(listOf("3 paid")).toBe("/admin/payments?status=captured&from=2026-12-02&to=2026-12-03");
  const [first, second] = screen.getAllByRole("row", { hidden: true }).slice(1);
  const lists = (row: Element) => [...row.querySelectorAll("a")].map((a) => `${a.textContent} ${a.search}`);
  expect(lists(first!)).toEqual([
    "2 Dec ?from=2026-12-02&to=2026-12-02",
    "1 ?status=captured&from=2026-12-02&to=2026-12-02",
    "2 ?status=uncollected&from=2026-12-02&to=2026-12-02",
  ]);
  // Nothing has no list.
  expect(lists(second!)).toHaveLength(2);
});
