import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import { useHeldRows } from "#app/components/held-rows.ts";
import { renderInPage } from "#tests/support/render-page.tsx";

const queue = (from: number) => Array.from({ length: 3 }, (_, n) => ({ id: `enr_${from + n}` }));

/** A full page of a queue; each press decides its first row, and the next one comes up from below. */
function Queue() {
  const [done, decide] = useState(0);
  const { shown, waiting } = useHeldRows(queue(done), "", { pageFull: true, newestFirst: true });
  return (
    <button type="button" onClick={() => decide(done + 1)}>
      {shown.map((row) => row.id).join(" ")}, {waiting} wait
    </button>
  );
}

test("when all rows that a page began with are decided, none of them comes back", async () => {
  await renderInPage(<Queue />);
  for (let done = 0; done < 7; done++) {
    expect(screen.getByRole("button").textContent).toBe(
      `enr_${done} enr_${done + 1} enr_${done + 2}, 0 wait`,
    );
    fireEvent.click(screen.getByRole("button"));
  }
});
