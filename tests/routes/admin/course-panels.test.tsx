import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { LinePanel } from "#app/routes/admin.courses.$courseId._index/line-panel.tsx";
import type { LineEntry } from "#app/routes/admin.courses.$courseId._index/queries.server.ts";
import { StatusPanel } from "#app/routes/admin.courses.$courseId._index/status-panel.tsx";
import { pageNow, renderInPage } from "#tests/support/render-page.tsx";

const entry = (id: string, status: LineEntry["status"]): LineEntry => ({
  id,
  studentId: `usr_${id}`,
  name: `Student ${id}`,
  status,
  joinedAt: new Date(pageNow - 60_000),
  offerUntil: status === "offered" ? new Date(pageNow + 3_600_000) : null,
});

test("the line numbers who waits, as their own pages do; an offered seat is out of it", async () => {
  const line = [entry("a", "offered"), entry("b", "waiting"), entry("c", "waiting")];
  await renderInPage(<LinePanel line={line} enabled most={100} />);
  const places = screen.getAllByRole("row").slice(1);
  expect(places.map((row) => row.querySelector("td")!.textContent)).toEqual(["", "1", "2"]);
  expect(places.map((row) => row.textContent.includes("Offered until"))).toEqual([true, false, false]);
});

test("before archiving the page says whom it concerns; publishing concerns nobody yet", async () => {
  const course = { id: "crs_1", version: 1 };
  const concerns = { openCheckouts: 2, heldSeats: 1, inLine: true, mayEdit: true };
  const published = await renderInPage(
    <StatusPanel course={{ ...course, status: "published" }} {...concerns} />,
  );
  expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual([
    "2 students have a checkout open now: what is still paid counts.",
    "1 seat is held and not paid yet: its student may still pay in time.",
    "Who waits in line is offered nothing while it is archived.",
  ]);
  published.unmount();
  await renderInPage(<StatusPanel course={{ ...course, status: "archived" }} {...concerns} />);
  expect(screen.queryAllByRole("listitem")).toEqual([]);
});
