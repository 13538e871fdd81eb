import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BrowserServer, chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");

/**
 * Starts the packaged headless Chromium; whoever knows its wsEndpoint() can open pages in it. Loopback only.
 * `sparingly`: all pages of one context share a process. A process of its own for each turn between the product and a
 * gateway, and one in reserve, are a third of what a journey costs.
 */
export async function launchChromium(options: { sparingly?: boolean } = {}): Promise<BrowserServer> {
  const home = await unpackedChromium();
  const executablePath = join(home, "chromium");
  return chromium.launchServer({
    executablePath,
    headless: true,
    env: { ...process.env, ...whatTheMachineLacks(home, executablePath) },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--font-render-hinting=none",
      ...(options.sparingly ? ["--renderer-process-limit=1", "--disable-site-isolation-trials"] : []),
    ],
  });
}

/**
 * The folder with the unpacked browser, its fonts and libraries: in this checkout, since the package's own place in
 * the system's temporary folder belongs to whichever user unpacked it first. Complete or absent, never half.
 */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"),
  ) as { version: string };
  const home = join(root, ".cache", `chromium-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(join(root, ".cache"), { recursive: true });
  const unfinished = mkdtempSync(`${home}-unfinished-`);
  const { TMPDIR } = process.env;
  // The package unpacks into the temporary folder, and its libraries only where it believes itself in AWS Lambda.
  Object.assign(process.env, { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    await packaged.executablePath();
  } finally {
    delete process.env.AWS_LAMBDA_JS_RUNTIME;
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  try {
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another run was first: its copy is as good.
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** The package's own libraries and fonts, only where the system has none. */
function whatTheMachineLacks(home: string, executablePath: string): Record<string, string> {
  const libraries = execFileSync("ldd", [executablePath], { encoding: "utf8" }).includes("not found");
  return {
    ...(libraries && { LD_LIBRARY_PATH: join(home, "al2023", "lib") }),
    ...(!existsSync("/etc/fonts/fonts.conf") && { FONTCONFIG_PATH: join(home, "fonts") }),
  };
}
