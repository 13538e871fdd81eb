import { type Cluster, startCluster } from "#scripts/postgres/cluster.ts";
import type { LogFile } from "#scripts/start/log-file.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";

export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, kept running: if its process dies it is started again, on the same port. */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  log: LogFile;
  show(line: string): void;
  onHopeless(problem: StartProblem): void;
}): Promise<EmbeddedDatabase> {
  const start = () =>
    startCluster({
      dataDir: options.dataDir,
      durable: true,
      onLog: (line) => options.log.write(`${line}\n`),
    });
  let cluster = await start();
  let stopping = false;
  const port = cluster.port;
  let revival: Promise<void> | undefined;
  watch(cluster);

  function watch(current: Cluster): void {
    void current.exited.then(() => {
      if (!stopping) revival = revive();
    });
  }
  async function revive(): Promise<void> {
    options.show("[database] PostgreSQL ended: starting it again");
    try {
      cluster = await start();
      if (cluster.port !== port)
        options.onHopeless(
          new StartProblem(`PostgreSQL's port ${port} was taken while it was down: start again.`),
        );
      watch(cluster);
    } catch (error) {
      options.onHopeless(new StartProblem((error as Error).message));
    }
  }

  return {
    url: cluster.url("bursar"),
    async stop() {
      stopping = true;
      await revival;
      await cluster.stop();
    },
  };
}
