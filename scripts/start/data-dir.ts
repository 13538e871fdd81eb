import { accessSync, constants, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { StartProblem } from "#scripts/start/start-problem.ts";

/** BURSAR_DATA_DIR as a full path (relative to the checkout). */
export function dataDirOf(source: NodeJS.ProcessEnv): string {
  return resolve(source.BURSAR_DATA_DIR || ".data");
}

/** The data folder, made if needed. Throws StartProblem when it cannot be written. */
export function makeDataDir(source: NodeJS.ProcessEnv): string {
  const dataDir = dataDirOf(source);
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return dataDir;
  } catch (error) {
    throw new StartProblem(
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}): ` +
        "start as the user it belongs to, or set BURSAR_DATA_DIR to another folder.",
    );
  }
}
