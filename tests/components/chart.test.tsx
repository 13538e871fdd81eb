import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Chart } from "#app/components/chart/chart.tsx";
import { type Drawing, draw } from "#app/components/chart/draw.server.ts";
import { structureFaults } from "#tests/support/axe.ts";
import { renderInPage } from "#tests/support/render-page.tsx";

const show = (drawing: Drawing) =>
  renderInPage(
    <Chart
      drawing={drawing}
      points={drawing.values.map((values, at) => ({
        key: `day ${at}`,
        label: `${at + 1} Dec`,
        spoken: `${at + 1} Dec: ${values.join(" and ")}`,
        to: `/payments?day=${at}`,
      }))}
      series={[
        { name: "Paid", color: "accent" },
        { name: "Not paid", color: "muted" },
      ]}
      format={(value) => `${value}`}
      label="Payments by day"
      tableLabel="Show the numbers"
      firstColumn="Day"
    />,
  );

test("bars stand on each other; every number is in the table, and the arrows walk the points", async () => {
  const drawing = draw("bars", [
    [1, 3],
    [0, 0],
    [4, 0],
  ]);
  expect(drawing.marks).toEqual([100, 0, 100]);
  // Two bars of the first series, on the ground; one of the second, above the first one's quarter.
  expect(
    drawing.shapes.map(({ area }) =>
      area
        .split("M")
        .slice(1)
        .map((bar) => bar.split(/[ V]/)[1]),
    ),
  ).toEqual([["240", "240"], ["180"]]);
  const { container } = await show(drawing);
  const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true });
  expect(rows.map((row) => row.textContent)).toEqual(["DayPaidNot paid", "1 Dec13", "2 Dec00", "3 Dec40"]);
  const stops = screen.getAllByRole("link", { name: /Dec: / });
  stops[0]!.focus();
  fireEvent.keyDown(stops[0]!, { key: "ArrowRight" });
  expect(document.activeElement).toBe(stops[1]);
  fireEvent.keyDown(stops[1]!, { key: "End" });
  expect(document.activeElement?.getAttribute("href")).toBe("/payments?day=2");
  expect(await structureFaults(container)).toEqual([]);
});

test("a line has its line and the area below it; nothing at all is drawn as nothing", async () => {
  const drawing = draw("line", [[0], [10], [5]]);
  expect(drawing.ticks.map((tick) => tick.value)).toEqual([0, 2, 4, 6, 8, 10]);
  const { container } = await show(drawing);
  const paths = [...container.querySelectorAll("path")].map((path) => path.getAttribute("d"));
  expect(paths.slice(0, 2)).toEqual([drawing.shapes[0]!.area, drawing.shapes[0]!.line]);
  // Where there is no value it breaks off; a single one between two gaps is a dot.
  const gaps = draw("line", [[4], [8], [null], [6], [null]]);
  expect(gaps.shapes[0]!.line!.match(/M[^M]*/g)).toEqual(["M100,120L300,0", "M700,60Z"]);
  expect(gaps.shapes[0]!.area.match(/M/g)).toHaveLength(2);
  expect(draw("bars", [])).toMatchObject({ shapes: [], marks: [], values: [] });
});
