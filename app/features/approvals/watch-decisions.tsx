import { useFetcher } from "@remix-run/react";
import { useEffect, useLayoutEffect, useRef } from "react";
import {
  type Asked,
  answerCame,
  decisionKey,
  tellUnderWay,
  useAsked,
} from "#app/features/approvals/decisions-asked.ts";
import type { DecisionAnswer } from "#app/features/approvals/use-decision.ts";
import type { EnrollmentDecision } from "#db/schema.ts";

type OnAnswer = (answer: DecisionAnswer, decision: EnrollmentDecision) => void;

/**
 * Once in each page with decisions: follows the fetchers of those that were sent, says which are under way, and hands over
 * each answer once, before the loader's new rows take the row away.
 */
export function WatchDecisions({ onAnswer }: { onAnswer?: OnAnswer }) {
  return useAsked().map((asked) => <Watched key={asked.key} asked={asked} onAnswer={onAnswer} />);
}

function Watched({ asked, onAnswer }: { asked: Asked; onAnswer: OnAnswer | undefined }) {
  const { data, state, formData } = useFetcher<DecisionAnswer>({ key: asked.key });
  // What an earlier decision of the same row was answered is none of this one's.
  const told = useRef(data);
  const begun = useRef(false);
  const { enrollmentId, decision } = asked;
  const deciding = asked.key === decisionKey(enrollmentId) ? formData?.get("decision") : null;
  useLayoutEffect(() => {
    tellUnderWay(enrollmentId, deciding ? (deciding as EnrollmentDecision) : null);
  }, [enrollmentId, deciding]);
  useEffect(() => () => tellUnderWay(enrollmentId, null), [enrollmentId]);
  useEffect(() => {
    if (state !== "idle") begun.current = true;
    const isNew = data !== undefined && data !== told.current;
    if (isNew) {
      told.current = data;
      begun.current = true;
      onAnswer?.(data, decision);
    }
    if (state === "idle" && begun.current) answerCame(asked);
  });
  return null;
}
