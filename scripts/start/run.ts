import { basename, join, resolve } from "node:path";
import { EnvError } from "#app/lib/env.server.ts";
import { announcement } from "#scripts/start/announce.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import { makeDataDir } from "#scripts/start/data-dir.ts";
import { startEmbeddedDatabase } from "#scripts/start/database.ts";
import { openLogFile } from "#scripts/start/log-file.ts";
import { demandPort } from "#scripts/start/ports.ts";
import { type ProcessName, processOf } from "#scripts/start/processes.ts";
import { claimDataDir } from "#scripts/start/running.ts";
import { childEnv, readSettings, type StartSettings } from "#scripts/start/settings.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";
import { type SupervisedProcess, supervise } from "#scripts/start/supervise.ts";
import { waitUntilReady } from "#scripts/start/wait-until-ready.ts";
import { restartOnChange } from "#scripts/start/watch-sources.ts";

const root = resolve(import.meta.dirname, "../..");
/** The launcher runs the built one only when the build is of these sources. */
const runsBuilt = basename(import.meta.dirname) === "processes";

/** Everything of one start: what is running, in the order it was started, and the wish to stop. */
interface Session {
  development: boolean;
  startedAt: number;
  stop: AbortController;
  /** Undone last in, first out: the web server stops accepting before anything it needs goes away. */
  undo: Array<() => Promise<void> | void>;
  say(line: string): void;
  giveUp(problem: StartProblem): void;
}

/** `npm start` and `npm run dev`: brings everything up, stays until told to stop, stops everything in order. */
export async function runEverything(options: { development: boolean }): Promise<void> {
  const stop = new AbortController();
  let problem: unknown;
  const session: Session = {
    development: options.development,
    startedAt: performance.timeOrigin,
    stop,
    undo: [],
    say: (line) => console.error(line),
    giveUp: (reason) => {
      problem ??= reason;
      stop.abort();
    },
  };
  // A second Ctrl-C, or one from npm beside the terminal's, changes nothing: stopping is bounded anyway.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  const stopped = new Promise<void>((done) => stop.signal.addEventListener("abort", () => done()));
  try {
    await bringUp(session);
    await stopped;
  } catch (error) {
    if (!stop.signal.aborted) problem = error;
    stop.abort();
  }
  if (session.undo.length > 1) session.say("Stopping…");
  for (const undo of session.undo.reverse()) await undo();
  if (!problem) process.exit(0);
  if (!(problem instanceof StartProblem || problem instanceof EnvError)) throw problem;
  console.error(problem.message);
  process.exit(1);
}

async function bringUp(session: Session): Promise<void> {
  const { stop, undo } = session;
  const given = { ...process.env };
  // Libraries shared with the processes log through pino; here people read.
  process.env.LOG_LEVEL = "silent";
  const dataDir = makeDataDir(given);
  const settings = await readSettings(given, dataDir);
  const claim = claimDataDir(dataDir, { url: settings.url });
  undo.push(claim.release);
  childEnv(given, settings, session);
  const patience = claim.recovered ? 10_000 : 0;
  await demandPort("PORT", settings.port, settings.host, patience);
  const { sandbox } = settings;
  if (sandbox) await demandPort("SANDBOX_PORT", sandbox.port, "127.0.0.1", patience);
  if (sandbox?.smtpPort) await demandPort("SANDBOX_SMTP_PORT", sandbox.smtpPort, "127.0.0.1", patience);

  const building =
    session.development || runsBuilt ? undefined : buildIfStale(root, { ...session, signal: stop.signal });
  building?.catch(() => undefined);
  const { url: databaseUrl, logins } = await startDatabase(session, settings, given);
  const env = childEnv(given, settings, { ...session, databaseUrl });
  claim.update({ url: settings.url, sandboxUrl: sandbox?.origin, smtpUrl: env.SMTP_URL, databaseUrl });
  const start = (name: ProcessName) => startProcess(session, settings, name, env);
  await building;
  stop.signal.throwIfAborted();
  const names: ProcessName[] = sandbox ? ["sandbox", "worker", "web"] : ["worker", "web"];
  const processes = names.map(start);
  await waitUntilReady(`http://${reachable(settings.host)}:${settings.port}/readyz`, {
    patience: 60_000,
    signal: stop.signal,
  });
  for (const process of processes) process.markReady();
  if (session.development)
    undo.push(
      restartOnChange(
        root,
        processes.filter(({ name }) => name !== "web"),
      ),
    );
  const seconds = (Date.now() - session.startedAt) / 1000;
  console.log(announcement(settings, seconds, { development: session.development, logins }));
}

async function startDatabase(session: Session, settings: StartSettings, given: NodeJS.ProcessEnv) {
  const { createDatabaseIfMissing, prepareDatabase } = await import("#scripts/start/prepare-database.ts");
  let url = given.DATABASE_URL;
  if (!url) {
    const log = openLogFile(join(settings.dataDir, "logs", "database.log"));
    const database = await startEmbeddedDatabase({
      dataDir: settings.dataDir,
      log,
      show: session.say,
      onHopeless: session.giveUp,
    });
    session.undo.push(database.stop);
    url = database.url;
    await createDatabaseIfMissing(url);
  }
  session.stop.signal.throwIfAborted();
  const { migrations, seeded, advice, logins } = await prepareDatabase(url, settings).catch(
    (error: Error) => {
      const which = settings.embeddedDatabase ? "The embedded database" : "The database of DATABASE_URL";
      throw new StartProblem(
        `${which} cannot be used: ${error.message || (error as { code?: string }).code}`,
      );
    },
  );
  if (migrations.length > 0) session.say(`Database migrated: ${migrations.join(", ")}`);
  if (seeded) session.say("Demo school loaded");
  if (advice) session.say(`Advice: ${advice}.`);
  session.stop.signal.throwIfAborted();
  return { url, logins };
}

function startProcess(
  session: Session,
  settings: StartSettings,
  name: ProcessName,
  env: NodeJS.ProcessEnv,
): SupervisedProcess {
  const { command, environment, patience } = processOf(name, { sources: session.development });
  const process = supervise({
    name,
    command,
    patience,
    cwd: root,
    env: { ...env, ...environment, BURSAR_PROCESS: name },
    log: openLogFile(join(settings.dataDir, "logs", `${name}.log`)),
    show: session.say,
    onHopeless: session.giveUp,
  });
  session.undo.push(process.stop);
  return process;
}

function reachable(host: string): string {
  if (["0.0.0.0", "::", ""].includes(host)) return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
