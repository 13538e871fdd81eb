import { rebuildRollups } from "#app/features/reports/build-rollups.server.ts";
import { readTimeZone } from "#app/lib/env.server.ts";
import { addExtras } from "#scripts/bench/office-extras.ts";
import { loadSchool, type SchoolSize } from "#scripts/load-data/load-school.ts";
import { signedInAs } from "#scripts/stage/staff-cookie.ts";
import { openStage, type Stage } from "#scripts/stage/stage.ts";

export const largeSchool: SchoolSize = { payments: 1_000_000, users: 300_000, enrollments: 1_000_000 };
export const smallSchool: SchoolSize = { payments: 10_000, users: 3_000, enrollments: 10_000 };

/**
 * A stage with a school of this size, its web process up, and somebody who may see everything signed in. `whole`: with
 * what only some of the office's lists show, and the sums of the overview.
 */
export async function openSchool(
  size: SchoolSize,
  options: { whole?: boolean } = {},
): Promise<{ stage: Stage; cookie: string }> {
  const stage = await openStage();
  try {
    await loadSchool(stage.databaseUrl, size, (line) => console.error(line));
    if (options.whole) {
      await addExtras(stage.databaseUrl);
      await rebuildRollups(stage.db, readTimeZone(stage.env));
    }
    await stage.web.start();
    const { cookie } = await signedInAs(stage, "admin");
    return { stage, cookie };
  } catch (error) {
    await stage.close();
    throw error;
  }
}
