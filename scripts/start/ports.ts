import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#scripts/postgres/free-port.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";

/** The port a variable names, its default when unset; 0 picks a free one. Throws StartProblem. */
export async function portOf(source: NodeJS.ProcessEnv, name: string, standard: number, host: string) {
  const text = source[name] || String(standard);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new StartProblem(`${name} is "${text}": it must be a port number between 0 and 65535.`);
  return text === "0" ? freePort(undefined, host) : Number(text);
}

/**
 * Makes sure that we can listen there; whatever has the port is left alone. `patience` (ms) is for the processes of a
 * killed start, which leave by themselves. Throws StartProblem, naming the variable to set.
 */
export async function demandPort(name: string, port: number, host: string, patience = 0): Promise<void> {
  for (const deadline = Date.now() + patience; ; await sleep(100)) {
    const problem = await listenProblem(port, host);
    if (!problem) return;
    if (problem === "EADDRINUSE" && Date.now() < deadline) continue;
    throw new StartProblem(explain(name, port, host, problem));
  }
}

function explain(name: string, port: number, host: string, problem: string): string {
  const other = port < 60_000 ? port + 100 : port - 100;
  if (problem === "EADDRINUSE")
    return `Port ${port} on ${host} is taken by another program, which is left alone. Set ${name} to a free port, such as ${name}=${other}.`;
  if (problem === "EACCES")
    return `This user may not listen on port ${port}. Set ${name} to a port above 1023, such as ${name}=${other < 1024 ? 3000 : other}.`;
  return `Cannot listen on ${host} port ${port} (${problem}). Check HOST and ${name}.`;
}

function listenProblem(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
