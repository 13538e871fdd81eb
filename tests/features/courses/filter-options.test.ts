import { expect, test } from "vitest";
import { findFilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
const build = builders(db);

test("currencies are those with a price or a payment, each once", async () => {
  const { id: courseId } = await build.course({ prices: { EGP: 1_000, OMR: 1_000 } });
  for (const currency of ["SAR", "AED", "SAR", "EGP"]) await build.payment({ courseId, currency });
  expect((await findFilterOptions(db)).currencies).toEqual(["AED", "EGP", "OMR", "SAR"]);
});

test("a course beyond those that are offered has its title where it is chosen", async () => {
  await db
    .insertInto("courses")
    .values(
      Array.from({ length: 300 }, (_, n) => ({
        id: `crs_filler${n}`,
        title: `Among the first ${n}`,
        summary: "S",
        description: "D",
      })),
    )
    .execute();
  const { id, title } = await build.course({ title: "Zoology" });
  const titles = async (course?: string) =>
    (await findFilterOptions(db, { course })).courses.map((one) => one.title);
  expect(await titles()).not.toContain(title);
  expect(await titles(id)).toContain(title);
});
