import { readQueue } from "#app/jobs/read-queue.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Env } from "#app/lib/env.server.ts";
import { checkSmtp } from "#app/lib/smtp.server.ts";
import { type Finding, finding, well, wrong } from "#scripts/doctor/finding.ts";

/** A follow-up begins within a second or two; a minute of waiting means that nobody works. */
const lagSeconds = 60;

/** Whether what follows from events is done: the relay, the job queue. */
export function checkJobs(db: Db): Promise<Finding> {
  return finding("jobs", async () => {
    const queue = await readQueue(db);
    const failed = queue.jobs.reduce((sum, row) => sum + row.failed, 0);
    const due = queue.jobs.reduce((sum, row) => sum + row.due, 0);
    const text = `${due} jobs due, ${failed} given up`;
    const lag = Math.max(queue.lagSeconds, queue.relayLagSeconds);
    if (lag > lagSeconds)
      return wrong(
        "jobs",
        `${text}, the oldest follow-up waits for ${Math.round(lag)} s: is a worker alive?`,
      );
    return well("jobs", text);
  });
}

/** Whether mail can be handed over: the server answers and takes our login. Not set is a choice, and is said. */
export function checkMail(env: Env): Promise<Finding> {
  return finding("mail", async () => {
    if (!env.SMTP_URL) return well("mail", "off: SMTP_URL is not set, so no mail is sent");
    const { hostname } = new URL(env.SMTP_URL);
    const problem = await checkSmtp(env.SMTP_URL);
    if (problem) return wrong("mail", `${hostname}: ${problem}. Check SMTP_URL`);
    return well("mail", `${hostname} answers and takes mail from us`);
  });
}
