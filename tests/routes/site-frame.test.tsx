import { createRemixStub } from "@remix-run/testing";
import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { errorTitle } from "#app/components/page-title.ts";
import Site, { ErrorBoundary } from "#app/routes/_site.tsx";
import { structureFaults } from "#tests/support/axe.ts";
import { pageNow, testSchool } from "#tests/support/render-page.tsx";
import { Words } from "#tests/support/words.tsx";

afterEach(() => vi.restoreAllMocks());

const Page = () => <h1>A page</h1>;
const fails = () => {
  throw new Error("secret");
};

function open(visitor: object | null, loader: () => null = () => null) {
  const Stub = createRemixStub([
    {
      id: "root",
      path: "",
      loader: () => ({ school: testSchool, theme: null, now: pageNow, requestId: "req_7" }),
      children: [
        {
          id: "routes/_site",
          Component: Site,
          ErrorBoundary,
          loader: () => ({ visitor }),
          children: [{ path: "*", Component: Page, loader }],
        },
      ],
    },
  ]);
  return render(<Stub initialEntries={["/courses?q=a"]} />, { wrapper: Words });
}

test("a visitor finds the courses, help, and a sign-in that comes back", async () => {
  const { container } = open(null);
  expect((await screen.findByRole("link", { name: "Sign in" })).getAttribute("href")).toBe(
    "/login?redirectTo=%2Fcourses%3Fq%3Da",
  );
  expect(screen.getByRole("link", { name: "Courses" }).getAttribute("aria-current")).toBe("page");
  expect(screen.getByRole("link", { name: "help@example.com" })).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Office" })).toBeNull();
  expect(await structureFaults(container)).toEqual([]);
});

test("who is signed in sees their name, isolated, and a sign-out that is a POST", async () => {
  open({ name: "منى عبد الرحمن", isStaff: true });
  const name = await screen.findByText("منى عبد الرحمن");
  expect(name.tagName).toBe("BDI");
  expect(screen.getByRole("link", { name: "Office" }).getAttribute("href")).toBe("/admin");
  const form = screen.getAllByRole("button", { name: "Sign out" })[0]!.closest("form")!;
  expect([form.method, form.getAttribute("action")]).toEqual(["post", "/logout"]);
});

test("a page that fails keeps its frame, and says the error id instead of the error", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  // An id is shown for what could be reported.
  Object.assign(navigator, { sendBeacon: () => true });
  const { container } = open({ name: "Mona Adel", isStaff: false }, fails);
  expect(await screen.findByRole("heading", { name: "This page could not be loaded" })).toBeTruthy();
  expect(screen.getByText("Mona Adel")).toBeTruthy();
  expect(container.textContent).toMatch(/err_[0-9a-z]{26}/);
  expect(container.textContent).not.toContain("secret");
});

test("a page that could not be fetched says that the connection is gone, and blames nobody", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { container } = open(null, () => {
    throw new TypeError("Failed to fetch");
  });
  expect(await screen.findByRole("heading", { name: "No connection" })).toBeTruthy();
  expect(container.textContent).not.toContain("Error id");
  expect(screen.getByRole("link", { name: "Load this page again" })).toBeTruthy();
});

test("offline, the page says as of when it is", async () => {
  const { container } = open(null);
  await screen.findByRole("heading", { name: "A page" });
  expect(container.textContent).not.toContain("offline");
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event("offline")));
  expect(container.textContent).toContain("You are offline. This is how things stood on");
});

test.each([
  { status: 404, title: "No page here" },
  { status: 403, title: "Not for this account" },
  { status: 500, title: "This page could not be loaded" },
])("a page that answers $status is called so in the tab as well", ({ status, title }) => {
  const error = { status, statusText: "", internal: false, data: null };
  expect(errorTitle(error)).toBe(title);
});
