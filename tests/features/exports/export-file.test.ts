import { expect, test, vi } from "vitest";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();

test("what broke a file is told even where its end cannot be recorded", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const staff = await signedIn(db, "owner");
  const file = exportFile(db, {
    staff: { id: staff.id, locale: "en" },
    list: { name: "payments" },
    asked: { filters: {}, columns: ["id"] } as never,
    cells: { id: [["id", (row: { id: string }) => row.id]] },
    timeZone: "UTC",
    cut: false,
    batches: brokenAfterOne(),
  });
  const read = async () => {
    for await (const _ of file);
  };
  await expect(read()).rejects.toThrow("the rows broke");
  await db.schema.alterTable("audit_log_away").renameTo("audit_log").execute();
  expect(logged).toHaveBeenCalledOnce();
});

async function* brokenAfterOne() {
  yield [{ id: "pay_1" }];
  await db.schema.alterTable("audit_log").renameTo("audit_log_away").execute();
  throw new Error("the rows broke");
}
