import { type Migration, Migrator } from "kysely/migration";
import type { Db } from "#app/lib/db.server.ts";

/** Every migration by name, in order. Frozen once landed; a new one is a new file and a new line here. */
const migrations: Record<string, () => Promise<Migration>> = {
  "0001_main_job": () => import("#db/migrations/0001_main_job.ts"),
  "0002_apply_evidence": () => import("#db/migrations/0002_apply_evidence.ts"),
  "0003_outbox_pruning": () => import("#db/migrations/0003_outbox_pruning.ts"),
  "0004_staff_search": () => import("#db/migrations/0004_staff_search.ts"),
  "0005_course_policies": () => import("#db/migrations/0005_course_policies.ts"),
  "0006_batched_writes": () => import("#db/migrations/0006_batched_writes.ts"),
  "0010_suspense_and_released_seats": () => import("#db/migrations/0010_suspense_and_released_seats.ts"),
  "0011_history_cursors": () => import("#db/migrations/0011_history_cursors.ts"),
  "0015_waitlist": () => import("#db/migrations/0015_waitlist.ts"),
  "0020_approvals": () => import("#db/migrations/0020_approvals.ts"),
  "0021_decide_enrollment": () => import("#db/migrations/0021_decide_enrollment.ts"),
  "0022_bulk_jobs": () => import("#db/migrations/0022_bulk_jobs.ts"),
  "0030_people_search": () => import("#db/migrations/0030_people_search.ts"),
  "0031_support": () => import("#db/migrations/0031_support.ts"),
  "0040_mail_and_jobs": () => import("#db/migrations/0040_mail_and_jobs.ts"),
  "0050_performance": () => import("#db/migrations/0050_performance.ts"),
  "0051_list_indexes": () => import("#db/migrations/0051_list_indexes.ts"),
  "0060_saved_views": () => import("#db/migrations/0060_saved_views.ts"),
  "0061_list_indexes": () => import("#db/migrations/0061_list_indexes.ts"),
  "0062_rollups": () => import("#db/migrations/0062_rollups.ts"),
  "0070_presence": () => import("#db/migrations/0070_presence.ts"),
  "0080_deadlines_and_withdrawals": () => import("#db/migrations/0080_deadlines_and_withdrawals.ts"),
  "0085_changes_in_place": () => import("#db/migrations/0085_changes_in_place.ts"),
  "0090_list_indexes": () => import("#db/migrations/0090_list_indexes.ts"),
  "0091_sums_by_day": () => import("#db/migrations/0091_sums_by_day.ts"),
  "0092_covering_lists": () => import("#db/migrations/0092_covering_lists.ts"),
  "0093_seats_of_a_person": () => import("#db/migrations/0093_seats_of_a_person.ts"),
  "0096_refunds_to_make": () => import("#db/migrations/0096_refunds_to_make.ts"),
  "0100_settled_refunds": () => import("#db/migrations/0100_settled_refunds.ts"),
  "0105_more_lists": () => import("#db/migrations/0105_more_lists.ts"),
  "0110_plans_for_rows_to_come": () => import("#db/migrations/0110_plans_for_rows_to_come.ts"),
  "0120_phone_forms": () => import("#db/migrations/0120_phone_forms.ts"),
  "0125_plans_from_the_first_call": () => import("#db/migrations/0125_plans_from_the_first_call.ts"),
  "0126_outdated_mail": () => import("#db/migrations/0126_outdated_mail.ts"),
  "0127_letters_about_seats": () => import("#db/migrations/0127_letters_about_seats.ts"),
  "0128_rows_by_their_keys": () => import("#db/migrations/0128_rows_by_their_keys.ts"),
  "0129_exceptions_by_urgency": () => import("#db/migrations/0129_exceptions_by_urgency.ts"),
  "0130_who_tried_again": () => import("#db/migrations/0130_who_tried_again.ts"),
  "0131_course_words": () => import("#db/migrations/0131_course_words.ts"),
  "0132_first_before_seats": () => import("#db/migrations/0132_first_before_seats.ts"),
  "0133_gateway_silences": () => import("#db/migrations/0133_gateway_silences.ts"),
  "0134_settled_once": () => import("#db/migrations/0134_settled_once.ts"),
  "0135_audit_seals": () => import("#db/migrations/0135_audit_seals.ts"),
  "0136_seals_by_their_end": () => import("#db/migrations/0136_seals_by_their_end.ts"),
};

export const latestMigration = Object.keys(migrations).sort().at(-1)!;

/** Brings the database to the latest migration; the names applied. Safe to run from two processes at once (kysely locks). */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        await Promise.all(Object.entries(migrations).map(async ([name, load]) => [name, await load()])),
      ),
  };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}
