import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder for the test that asks for it, gone at that test's end. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `bursar-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
