/** One line of the doctor's report. `code` is stable: alerts and runbooks may name it. */
export interface Finding {
  code: string;
  ok: boolean;
  /** It works, and something makes it work better. */
  advice?: true;
  /** What is so, or what is wrong and what to do. */
  text: string;
}

export const well = (code: string, text: string): Finding => ({ code, ok: true, text });
export const advice = (code: string, text: string): Finding => ({ code, ok: true, advice: true, text });
export const wrong = (code: string, text: string): Finding => ({ code, ok: false, text });

/** Whatever a check throws is its finding: one broken check never hides the others. */
export async function finding(code: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    const cause = (error as Error).cause as Error | undefined;
    return wrong(code, cause?.message || (error as Error).message || String(error));
  }
}

/** `ok      database     PostgreSQL 18.4 answers in 2 ms` */
export function reportLine({ code, ok, advice, text }: Finding): string {
  return `${advice ? "advice" : ok ? "ok    " : "FAILED"}  ${code.padEnd(18)}  ${text}`;
}
