import { framedControl } from "#app/components/framed-control.tsx";

/** Several lines of text with label, hint and error. */
export const TextArea = framedControl("textarea", { rows: 3 });
