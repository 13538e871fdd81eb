import { expect, test } from "vitest";
import { usePageName } from "#app/routes/admin.performance/use-page-name.ts";
import { renderInPage } from "#tests/support/render-page.tsx";

const routes = [
  "root",
  "routes/admin",
  "routes/admin._index",
  "routes/_site",
  "routes/_site._index",
  "routes/admin.payments._index",
];

function Names() {
  const nameOf = usePageName();
  return routes.map((route) => <p key={route}>{nameOf(route)}</p>);
}

test.each(["en", "ar"] as const)("no two pages have one name among the figures: %s", async (locale) => {
  const { container } = await renderInPage(<Names />, { locale });
  const names = [...container.querySelectorAll("p")].map((name) => name.textContent);
  expect(names).toHaveLength(routes.length);
  expect(new Set(names).size).toBe(routes.length);
});
