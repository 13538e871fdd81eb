import { afterEach, expect, test, vi } from "vitest";
import { pageActions } from "#app/routes/admin/page-actions.ts";

afterEach(() => void document.body.replaceChildren());

const labels = () => pageActions().map((action) => action.label);

function page(heading: string) {
  document.body.innerHTML = `<main id="main"><header><h1>Enrollments</h1>${heading}</header></main>`;
}

test("what stands in a folded panel is not pressed unseen: the palette opens the panel", () => {
  page(
    `<details><summary data-act>Decide about many</summary><button>Decide about all 312 that match</button></details>`,
  );
  const begun = vi.fn();
  document.querySelector("button")!.addEventListener("click", begun);
  expect(labels()).toEqual(["Decide about many"]);
  pageActions()[0]!.press();
  expect(begun).not.toHaveBeenCalled();
  expect(document.activeElement?.tagName).toBe("SUMMARY");
  document.querySelector("details")!.open = true;
  expect(labels()).toEqual(["Decide about many", "Decide about all 312 that match"]);
});

test("a panel in which nothing is done, and what cannot be pressed, are no actions", () => {
  page(
    `<details><summary>Display</summary><a href="/admin/payments?dense=1">Show it so</a></details>
     <button disabled>Approve</button><a href="/admin/payments.csv">Export CSV</a>`,
  );
  expect(labels()).toEqual(["Export CSV"]);
});
