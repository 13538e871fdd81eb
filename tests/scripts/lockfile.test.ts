import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// An npm that cannot see some platform's package leaves it out of the lockfile, and `npm ci` then refuses everywhere.
test("the lockfile names the optional packages of every platform", () => {
  const { packages } = JSON.parse(
    readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"),
  ) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const missing = Object.entries(packages).flatMap(([path, about]) =>
    Object.keys(about.optionalDependencies ?? {}).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});
