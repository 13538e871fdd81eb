import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { type CourseProblem, courseProblems } from "#app/paths.ts";

/** Why a checkout did not start, or what came of another press, in plain words. A word nobody here knows still gets an honest answer. */
export function ProblemNotice({ problem }: { problem: string }) {
  const t = useTranslations("buying.problem");
  const known = courseProblems.some((one) => one === problem) ? (problem as CourseProblem) : "other";
  return (
    <Notice
      tone={known === "withdrawn" || known === "left" ? "success" : "warning"}
      title={t(`${known}.title`)}
    >
      {t(`${known}.text`)}
    </Notice>
  );
}
