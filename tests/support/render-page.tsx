import { createRemixStub } from "@remix-run/testing";
import { type RenderResult, render, waitFor } from "@testing-library/react";
import type { ComponentType, ReactNode } from "react";
import { ClockProvider } from "#app/components/clock.tsx";
import type { Locale } from "#app/messages/locales.ts";
import { Words } from "#tests/support/words.tsx";

/** The instant at which test pages are loaded: 3 Dec 2026, 14:00 in Cairo. */
export const pageNow = Date.UTC(2026, 11, 3, 12);

export const testSchool = {
  name: "Nile & Cape Academy",
  supportEmail: "help@example.com",
  timeZone: "Africa/Cairo",
};

/** Renders `Page` as a route that loaded `data`, within a root that knows the school, the time and the words. */
export async function renderPage(
  Page: ComponentType,
  data: object | null = null,
  options: {
    path?: string;
    locale?: Locale;
    routes?: Array<{ path: string; Component: ComponentType }>;
  } = {},
): Promise<RenderResult> {
  const { path = "/", locale = "en" } = options;
  const Stub = createRemixStub([
    {
      id: "root",
      path: "",
      loader: () => ({ school: testSchool, theme: null, locale, now: pageNow, requestId: "req_test" }),
      children: [
        { path: path.split("?")[0], Component: Page, loader: () => data },
        ...(options.routes ?? []),
      ],
    },
  ]);
  const tree = (
    <Words locale={locale}>
      <ClockProvider now={pageNow} timeZone={testSchool.timeZone}>
        <Stub initialEntries={[path]} />
      </ClockProvider>
    </Words>
  );
  const result = render(tree);
  await waitFor(() => {
    if (!result.container.firstChild) throw new Error("the page has not rendered yet");
  });
  // The router drew the page in its own time, and React runs a page's effects later still: a further look runs them.
  result.rerender(tree);
  return result;
}

/** Renders a component by itself, where links and forms work. */
export const renderInPage = (children: ReactNode, options: { locale?: Locale } = {}) =>
  renderPage(() => <>{children}</>, null, options);
