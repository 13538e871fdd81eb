import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret of this data folder, made on first use: for the embedded database only, a deployment sets its own. */
export function localSessionSecret(dataDir: string): string {
  const path = join(dataDir, "session-secret");
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  return readFileSync(path, "utf8").trim();
}
