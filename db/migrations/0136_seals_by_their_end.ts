import { type Kysely, sql } from "kysely";

/** Frozen. The sealer looks at the last seals alone, however many there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_seals_through on audit_seals (through_id)`.execute(db);
}
