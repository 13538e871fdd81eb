import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

// React and Remix report real mistakes through console.error only. A test that expects one replaces
// console.error itself (vi.spyOn(console, "error").mockImplementation(…)), and then nothing arrives here.
const complaints: string[] = [];

beforeEach(() => {
  complaints.length = 0;
  console.error = (...parts: unknown[]) => {
    complaints.push(format(...parts));
  };
});

afterEach(() => {
  const seen = complaints.splice(0);
  if (seen.length > 0) throw new Error(`console.error was called:\n${seen.join("\n")}`);
});
