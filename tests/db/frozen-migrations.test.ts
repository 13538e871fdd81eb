import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The content of each landed migration. A database that ran one never runs it again: a change is a new file. */
const landed: Record<string, string> = {
  "0001_main_job.ts": "05befa871509aaaf",
  "0002_apply_evidence.ts": "dcd4de8c09e7b3fd",
  "0003_outbox_pruning.ts": "b4a8d790a2c4972b",
  "0004_staff_search.ts": "c451756db14b7e66",
  "0005_course_policies.ts": "6700b80b83835c10",
  "0006_batched_writes.ts": "9cdee021263abf39",
  "0010_suspense_and_released_seats.ts": "258edf859937aeb1",
  "0011_history_cursors.ts": "2b472ec799bdaeac",
  "0015_waitlist.ts": "28aedbbcaf4ca763",
  "0020_approvals.ts": "7badc098409fd3f8",
  "0021_decide_enrollment.ts": "30945cf4d9fc079f",
  "0022_bulk_jobs.ts": "18456a68f3330c41",
  "0030_people_search.ts": "7f1ab88b4e9be8e8",
  "0031_support.ts": "ddffe11b8ff99372",
  "0040_mail_and_jobs.ts": "67d79a0d3af7938b",
  "0050_performance.ts": "a6c9359518534283",
  "0051_list_indexes.ts": "733d60821891b656",
  "0060_saved_views.ts": "67527528b9e627cb",
  "0061_list_indexes.ts": "8f50c6205009c563",
  "0062_rollups.ts": "2c21766be19a234f",
  "0070_presence.ts": "5a37e1dd2c6d01a9",
  "0080_deadlines_and_withdrawals.ts": "ee01dd78af98564e",
  "0085_changes_in_place.ts": "f928ef966e32bcbe",
  "0090_list_indexes.ts": "498362d60fc94214",
  "0091_sums_by_day.ts": "933ecab78d53fecb",
  "0092_covering_lists.ts": "31bcca170bfeab0a",
  "0093_seats_of_a_person.ts": "88d091a8b28cf2c0",
  "0096_refunds_to_make.ts": "b92096790d923a65",
  "0100_settled_refunds.ts": "b31b72ce5e5b1ea3",
  "0105_more_lists.ts": "4d5d782e09d9938f",
  "0110_plans_for_rows_to_come.ts": "5abff440805d2f64",
  "0120_phone_forms.ts": "1c7c8491851595d0",
  "0125_plans_from_the_first_call.ts": "1f3eb8449f900064",
  "0126_outdated_mail.ts": "ad744c15bee0391a",
  "0127_letters_about_seats.ts": "2f2a9b5947122e8f",
  "0128_rows_by_their_keys.ts": "da4bfd7fefb6657b",
  "0129_exceptions_by_urgency.ts": "81c177a0c4b2c107",
  "0130_who_tried_again.ts": "1c1275065fdd0394",
  "0131_course_words.ts": "582bb2ff8f372787",
  "0132_first_before_seats.ts": "734555abb42bf9a0",
  "0133_gateway_silences.ts": "8d20f678246f10b7",
  "0134_settled_once.ts": "28a2403ef0d587b4",
  "0135_audit_seals.ts": "813a4379d4cba295",
  "0136_seals_by_their_end.ts": "063413e65705dc2a",
};

test("a migration that has landed is never edited, and a new one is entered here", () => {
  const found = Object.fromEntries(
    readdirSync("db/migrations")
      .sort()
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(`db/migrations/${name}`))
          .digest("hex")
          .slice(0, 16),
      ]),
  );
  expect(found).toEqual(landed);
});
