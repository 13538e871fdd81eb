import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";

/** What a cluster keeps between starts, in `postgres.json` beside it, readable by its owner only. */
export interface ClusterFile {
  port?: number;
  password: string;
}

export function readClusterFile(dataDir: string): ClusterFile {
  const path = join(dataDir, "postgres.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  const fresh: ClusterFile = { password: randomBytes(24).toString("base64url") };
  writeClusterFile(dataDir, fresh);
  return fresh;
}

export function writeClusterFile(dataDir: string, content: ClusterFile): void {
  const path = join(dataDir, "postgres.json");
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/**
 * PostgreSQL's own cache in MB: a sixteenth of the machine, 128 to 1,024. Only what is used of it takes memory, so a
 * small school's stays small; a large one's pages need not be fetched from the system one by one.
 */
export function sharedBuffersMb(machineBytes: number): number {
  return Math.round(Math.min(1_024, Math.max(128, machineBytes / 16 / 2 ** 20)));
}

/** PostgreSQL's settings as command line arguments: always those of this version of the product. */
export function serverArguments(options: { cluster: string; port: number; durable: boolean }): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: `${options.durable ? sharedBuffersMb(totalmem()) : 128}MB`,
    wal_compression: "off",
    max_wal_size: "1GB",
    // Files of the log kept to be written into again: each new one halts every commit while it is filled and synced.
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    timezone: "UTC",
    log_timezone: "UTC",
    shared_preload_libraries: "pg_stat_statements",
    track_io_timing: "on",
    // A refused statement is the product's to log; here its text could put personal data into a file.
    log_min_messages: "log",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    ...(options.durable
      ? { fsync: "on", synchronous_commit: "on", full_page_writes: "on" }
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return [
    "-D",
    options.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}
