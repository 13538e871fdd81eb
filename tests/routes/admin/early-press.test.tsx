import { fireEvent } from "@testing-library/react";
import { expect, test } from "vitest";
import { EarlyPress, takeEarlyPress } from "#app/routes/admin/early-press.tsx";
import { renderInPage } from "#tests/support/render-page.tsx";

/** As a browser runs it, before any other script. */
async function arrive() {
  const { container } = await renderInPage(
    <>
      <button type="button" data-opens="palette">
        <kbd>K</kbd>
      </button>
      <EarlyPress />
    </>,
  );
  new Function(container.querySelector("script")!.textContent!)();
  return container;
}

test("the palette's key and its button are heard before the page's own script, and only they", async () => {
  const container = await arrive();
  fireEvent.keyDown(document.body, { code: "KeyK", key: "k" });
  fireEvent.click(document.body);
  expect(takeEarlyPress()).toBe(false);

  await arrive();
  // Not prevented, the browser would search the web.
  expect(fireEvent.keyDown(document.body, { code: "KeyK", key: "ك", ctrlKey: true })).toBe(false);
  expect(takeEarlyPress()).toBe(true);

  await arrive();
  fireEvent.click(container.querySelector("kbd")!);
  expect([takeEarlyPress(), takeEarlyPress()]).toEqual([true, false]);
  expect(fireEvent.keyDown(document.body, { code: "KeyK", key: "k", metaKey: true })).toBe(true);
});
