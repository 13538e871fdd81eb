import { createServer } from "node:http";
import { createGateways } from "#app/gateways/registry.server.ts";
import { createPool } from "#app/lib/db.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { newId } from "#app/lib/ids.ts";

/**
 * What the product is measured against: node:http and pg, nothing else. It reads the body, makes the same signature
 * check, inserts the same row with a statement of its own, and answers 200 when that is committed.
 */
const env = readEnv(process.env);
const pool = createPool(env.DATABASE_URL, { max: env.DATABASE_POOL_MAX });
const paymob = createGateways(env).get("paymob")!;
const noHeaders = new Headers();

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", async () => {
    const raw = Buffer.concat(chunks);
    const answer = paymob.authenticate(raw, noHeaders, new URL(incoming.url!, "http://127.0.0.1"));
    if (answer.verdict !== "authentic") return outgoing.writeHead(401).end();
    await pool.query({
      name: "insert",
      text: `insert into payment_webhooks (id, gateway, kind, event_key, verdict, status, raw_body, headers)
             values ($1, 'paymob', $2, $3, 'accepted', 'received', $4, '{}') on conflict (gateway, event_key) do nothing`,
      values: [newId("whk"), answer.envelope.kind, answer.envelope.eventKey, raw],
    });
    outgoing.writeHead(200).end();
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1");
