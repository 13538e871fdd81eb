import { Link, Outlet } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { FocusOnNavigation } from "#app/components/focus-on-navigation.tsx";

function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <FocusOnNavigation />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Pages() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

function Failed() {
  return (
    <Frame>
      <h1>It failed</h1>
      <Link to="/next">Next</Link>
    </Frame>
  );
}

const Start = () => <Link to="/fails">Go</Link>;
const Next = () => <h1>Next</h1>;
const fails = () => {
  throw new Response(null, { status: 500 });
};

test("a link leads the focus to the page, also to one that fails and brings a frame of its own", async () => {
  const Stub = createRemixStub([
    {
      path: "/",
      Component: Pages,
      ErrorBoundary: Failed,
      children: [
        { index: true, Component: Start },
        { path: "fails", Component: Next, loader: fails },
        { path: "next", Component: Next },
      ],
    },
  ]);
  render(<Stub />);
  await screen.findByRole("link", { name: "Go" });
  expect(document.activeElement).toBe(document.body);
  for (const [name, heading] of [
    ["Go", "It failed"],
    ["Next", "Next"],
  ] as const) {
    const link = screen.getByRole("link", { name });
    link.focus();
    fireEvent.click(link);
    await screen.findByRole("heading", { name: heading });
    await waitFor(() => expect(document.activeElement?.id).toBe("main"));
  }
});
