/** The five things a colour may say here. Never colour alone: an icon and a word stand beside it. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

/** Ink on its own soft ground (badges, notices). */
export const toneSoft: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-neutral-ink",
  info: "bg-info-soft text-info-ink",
  success: "bg-success-soft text-success-ink",
  warning: "bg-warning-soft text-warning-ink",
  danger: "bg-danger-soft text-danger-ink",
};

/** Ink alone (icons, timeline marks). */
export const toneInk: Record<Tone, string> = {
  neutral: "text-neutral-ink",
  info: "text-info-ink",
  success: "text-success-ink",
  warning: "text-warning-ink",
  danger: "text-danger-ink",
};
