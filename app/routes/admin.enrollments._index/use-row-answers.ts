import { useFetcher, useFetchers } from "@remix-run/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { showToast } from "#app/components/toasts.ts";
import { type DecisionAnswer, type TooLate, useDecision } from "#app/features/approvals/use-decision.ts";
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
 * What the server answered to decisions of this page: what was written can be undone from a toast, what was refused
 * keeps its row in its place, with the reason, until it was read. The rows' own state is the loader's alone.
 */
export function useRowAnswers(rows: readonly EnrollmentListRow[]) {
  const t = useTranslations("enrollments");
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const undo = useUndo();
  const answered = useRef(new WeakSet<DecisionAnswer>());
  const underWay = useUnderWay(rows);

  function take(row: EnrollmentListRow, answer: DecisionAnswer, decision: EnrollmentDecision | null) {
    if (answered.current.has(answer)) return;
    answered.current.add(answer);
    const { result } = answer;
    if (result.outcome !== "decided") {
      const place = Math.max(
        0,
        rows.findIndex((one) => one.id === row.id),
      );
      // Where the row has left the list it shows how it stands by now, as its refusal says.
      const now = "status" in result ? { status: result.status, version: result.version } : {};
      setRefused((before) => [
        ...before.filter((one) => one.row.id !== row.id),
        { row: { ...row, ...now }, place, result },
      ]);
      return;
    }
    if (!decision) return;
    showToast({
      id: `decided:${row.id}`,
      tone: "success",
      text: t(`decided.${decision}`, { name: row.student }),
      standsMs: undoSeconds * 1_000,
      action: {
        label: t("decide.undo"),
        key: "z",
        press: () => undo(row.id, result.version, row.student),
      },
    });
  }

  const latest = useRef(take);
  latest.current = take;
  // The same while no refusal comes or goes: rows that are as they were are not drawn anew.
  const answers = useMemo(
    () => ({
      take: ((...answer) => latest.current(...answer)) as typeof take,
      refusalOf: (id: string) => refused.find((one) => one.row.id === id)?.result ?? null,
      dismiss: (id: string) => setRefused((before) => before.filter((one) => one.row.id !== id)),
    }),
    [refused],
  );
  /** The loader's rows, and those that left it while they are being decided or their refusal is not read. */
  return { rows: keepRows(rows, [...refused, ...underWay]), answers };
}

export type RowAnswers = ReturnType<typeof useRowAnswers>["answers"];

/** Hands over what a row's fetcher was answered, once, before the loader's new rows take the row away. */
export function useAnswer(row: EnrollmentListRow, take: RowAnswers["take"]): void {
  const { fetcher, deciding } = useDecision(row);
  const last = useRef<EnrollmentDecision | null>(null);
  if (deciding) last.current = deciding;
  useEffect(() => {
    if (fetcher.data && last.current) take(row, fetcher.data, last.current);
  });
}

/** Rows whose decision is under way, as they were last: someone else's may take them away before the answer comes. */
function useUnderWay(rows: readonly EnrollmentListRow[]): Placed[] {
  const seen = useRef(new Map<string, Placed>());
  for (const [place, row] of rows.entries()) seen.current.set(row.id, { row, place });
  return useFetchers().flatMap(({ key }) => seen.current.get(key.replace(/^decision:/, "")) ?? []);
}

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

/** Takes a decision back, and says in a toast what came of it. */
function useUndo() {
  const t = useTranslations("enrollments");
  const fetcher = useFetcher<DecisionAnswer>();
  const taken = useRef({ name: "", version: 0 });
  const { data, submit } = fetcher;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is told once
  useEffect(() => {
    if (!data) return;
    const { result } = data;
    const undone = result.outcome === "decided";
    showToast({
      id: `undone:${data.enrollmentId}`,
      tone: undone ? "success" : "warning",
      text: undone
        ? t("decided.undo", { name: taken.current.name })
        : result.outcome === "too_late" && result.version !== taken.current.version
          ? t("undoMoved", { name: taken.current.name, what: whatMoved(result, t) })
          : t(`not.${result.outcome}`),
      // Who was first is worth more than a glance.
      standsMs: undone ? undefined : 15_000,
    });
  }, [data]);
  return (id: string, version: number, student: string) => {
    taken.current = { name: student, version };
    submit(
      { decision: "undo", version, answer: "json" },
      { method: "post", action: adminPaths.enrollmentDecision(id) },
    );
  };
}
