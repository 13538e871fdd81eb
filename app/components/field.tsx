import { framedControl } from "#app/components/framed-control.tsx";

/** One line of text with its label, hint and error; `defaultValue` keeps what was typed. */
export const Field = framedControl("input", { type: "text" });
