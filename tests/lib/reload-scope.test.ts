import { afterEach, expect, test } from "vitest";
import { beginReload, reloadsOn } from "#app/lib/reload-scope.ts";

const here = {
  currentUrl: new URL("http://x/admin"),
  nextUrl: new URL("http://x/admin"),
  defaultShouldRevalidate: true,
};
let end: () => void;
afterEach(() => end());

test("by a live event only what reads its topic is loaded anew; presses, retries and other pages load all", () => {
  const [payments, nothing] = [reloadsOn(["payments", "users"]), reloadsOn(undefined)];
  end = beginReload(new Set(["users"]));
  expect([payments(here), nothing(here), reloadsOn(["webhooks"])(here)]).toEqual([true, false, false]);
  const posted = { ...here, formMethod: "POST" };
  const elsewhere = { ...here, nextUrl: new URL("http://x/admin?days=7") };
  expect([nothing(posted), nothing(elsewhere)]).toEqual([true, true]);
  end();
  expect(nothing(here)).toBe(true);
});

test("an action that was never answered leaves the page as it is; one that was refused does not", () => {
  const all = reloadsOn(["payments"]);
  const posted = { ...here, formMethod: "POST" };
  expect(all({ ...posted, actionResult: { unanswered: true, errorId: null } })).toBe(false);
  expect(all({ ...posted, actionResult: { problem: "form" } })).toBe(true);
  expect(all({ ...posted, actionResult: undefined })).toBe(true);
});
