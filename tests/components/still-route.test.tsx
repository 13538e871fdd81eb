import { Link, Outlet, useHref, useRevalidator } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { memo } from "react";
import { beforeEach, expect, test } from "vitest";
import { StillRoute } from "#app/components/still-route.tsx";

const drawn = { still: 0, free: 0 };
beforeEach(() => Object.assign(drawn, { still: 0, free: 0 }));
let load: () => void;

/** A link as any other; it is drawn anew only if what the router says of its route moved. */
const Probe = memo(function Probe({ name }: { name: keyof typeof drawn }) {
  const href = useHref("details");
  drawn[name]++;
  return <a href={href}>{name}</a>;
});

function Page() {
  load = useRevalidator().revalidate;
  return (
    <>
      <StillRoute>
        <Probe name="still" />
      </StillRoute>
      <Probe name="free" />
    </>
  );
}

const Frame = () => (
  <>
    <Link to="/b">next</Link>
    <Outlet />
  </>
);

async function open() {
  const Stub = createRemixStub([
    {
      path: "/",
      Component: Frame,
      children: [{ path: ":letter", Component: Page, loader: () => ({ at: Math.random() }) }],
    },
  ]);
  render(<Stub initialEntries={["/a"]} hydrationData={{}} />);
  await screen.findByText("still");
}

test("what is below sleeps through a load of the same page, which wakes a link elsewhere", async () => {
  await open();
  const before = { ...drawn };
  await act(async () => load());
  expect(drawn.free).toBeGreaterThan(before.free);
  expect(drawn.still).toBe(before.still);
});

test("at another page its links lead on from there", async () => {
  await open();
  expect(screen.getByText("still").getAttribute("href")).toBe("/a/details");
  fireEvent.click(screen.getByText("next"));
  await expect.poll(() => screen.getByText("still").getAttribute("href")).toBe("/b/details");
});
