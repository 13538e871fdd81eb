import { useSubmit } from "@remix-run/react";
import { useMemo, useRef, useState } from "react";
import { showToast } from "#app/components/toasts.ts";
import { expectAnswer, useUnderWay } from "#app/features/approvals/decisions-asked.ts";
import type { DecisionAnswer, TooLate } from "#app/features/approvals/use-decision.ts";
import { undoSeconds } from "#app/features/enrollments/enrollment.ts";
import type { EnrollmentListRow } from "#app/features/enrollments/list-enrollments.server.ts";
import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { EnrollmentDecision } from "#db/schema.ts";

interface Placed {
  row: EnrollmentListRow;
  /** Where it stood in the list. */
  place: number;
}
type Refused = Placed & { result: DecisionAnswer["result"] };

/**
 * What the server answered to decisions of this page (`take`, for WatchDecisions): what was written can be undone from a
 * toast, what was refused keeps its row in its place, with the reason, until it was read. The rows' own state is the
 * loader's alone.
 */
export function useRowAnswers(rows: readonly EnrollmentListRow[]) {
  const t = useTranslations("enrollments");
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const undo = useUndo();
  const seen = useRef(new Map<string, Placed>());
  for (const [place, row] of rows.entries()) seen.current.set(row.id, { row, place });
  // As they were last: someone else's decision may take them away before the answer comes.
  const underWay = [...useUnderWay().keys()].flatMap((id) => seen.current.get(id) ?? []);

  function take({ enrollmentId, result }: DecisionAnswer, decision: EnrollmentDecision) {
    const placed = seen.current.get(enrollmentId);
    if (decision === "undo") return undo.tell(enrollmentId, result, placed?.row.student);
    if (!placed) return;
    const { row, place } = placed;
    if (result.outcome !== "decided") {
      // Where the row has left the list it shows how it stands by now, as its refusal says.
      const now = "status" in result ? { status: result.status, version: result.version } : {};
      setRefused((before) => [
        ...before.filter((one) => one.row.id !== row.id),
        { row: { ...row, ...now }, place, result },
      ]);
      return;
    }
    showToast({
      id: `decided:${row.id}`,
      tone: "success",
      text: t(`decided.${decision}`, { name: row.student }),
      standsMs: undoSeconds * 1_000,
      action: {
        label: t("decide.undo"),
        key: "z",
        press: () => undo.ask(row.id, result.version, row.student),
      },
    });
  }

  // The same while no refusal comes or goes: rows that are as they were are not drawn anew.
  const answers = useMemo(
    () => ({
      refusalOf: (id: string) => refused.find((one) => one.row.id === id)?.result ?? null,
      dismiss: (id: string) => setRefused((before) => before.filter((one) => one.row.id !== id)),
    }),
    [refused],
  );
  /** The loader's rows, and those that left it while they are being decided or their refusal is not read. */
  return { rows: keepRows(rows, [...refused, ...underWay]), answers, take };
}

export type RowAnswers = ReturnType<typeof useRowAnswers>["answers"];

/** The rows, with those that left put back where they stood. */
function keepRows(rows: readonly EnrollmentListRow[], kept: ReadonlyArray<Placed>): EnrollmentListRow[] {
  const shown = [...rows];
  const there = new Set(rows.map((row) => row.id));
  for (const { row, place } of [...kept].sort((a, b) => a.place - b.place)) {
    if (!there.has(row.id)) shown.splice(place, 0, row);
    there.add(row.id);
  }
  return shown;
}

/** Who moved it since, or where it stands now if nobody decided that. */
function whatMoved({ decided, status }: TooLate, t: Translate<"enrollments">): string {
  return decided?.latest
    ? t(`did.${decided.decision}`, { who: decided.name ?? t("someone") })
    : t("nowStands", { status: t(`status.${status}`) });
}

/** Takes a decision back (`ask`), and says in a toast what came of it (`tell`). */
function useUndo() {
  const t = useTranslations("enrollments");
  const submit = useSubmit();
  const asked = useRef(new Map<string, { name: string; version: number }>());
  return {
    ask(enrollmentId: string, version: number, name: string) {
      asked.current.set(enrollmentId, { name, version });
      const fetcherKey = `undo:${enrollmentId}`;
      expectAnswer({ key: fetcherKey, enrollmentId, decision: "undo" });
      submit(
        { decision: "undo", version, answer: "json" },
        {
          method: "post",
          action: adminPaths.enrollmentDecision(enrollmentId),
          navigate: false,
          fetcherKey,
        },
      );
    },
    tell(enrollmentId: string, result: DecisionAnswer["result"], student = "") {
      const { name = student, version = 0 } = asked.current.get(enrollmentId) ?? {};
      const undone = result.outcome === "decided";
      showToast({
        id: `undone:${enrollmentId}`,
        tone: undone ? "success" : "warning",
        text: undone
          ? t("decided.undo", { name })
          : result.outcome === "too_late" && result.version !== version
            ? t("undoMoved", { name, what: whatMoved(result, t) })
            : t(`not.${result.outcome}`),
        // Who was first is worth more than a glance.
        standsMs: undone ? undefined : 15_000,
      });
    },
  };
}
