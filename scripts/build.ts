import { resolve } from "node:path";
import { buildIfStale } from "#scripts/start/build.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";

try {
  const result = await buildIfStale(resolve(import.meta.dirname, ".."), { say: console.log });
  console.log(result === "built" ? "Built." : "The build is up to date.");
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
